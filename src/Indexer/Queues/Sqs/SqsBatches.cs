using Amazon.SQS.Model;

namespace Azul.Indexer.Queues.Sqs;

/// <summary>Batches of any size as requests of ten, with an outcome for each message.</summary>
internal static class SqsBatches
{
    /// <summary>The most messages of a request.</summary>
    public const int Size = 10;

    private const int Parallelism = 8;

    /// <summary>Sends requests and gathers how it went for each item.</summary>
    /// <param name="items">The items, whose positions in a chunk are the ids of the request's entries.</param>
    /// <param name="inOrder">Whether a request must be done before the next is sent.</param>
    /// <param name="request">Sends the request of a chunk and returns the entries that failed; null where none did.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="QueueException">Not a single request got through.</exception>
    public static async Task<IReadOnlyList<MessageOutcome>> RunAsync<T>(
        IReadOnlyList<T> items, bool inOrder, Func<IReadOnlyList<T>, CancellationToken, Task<List<BatchResultErrorEntry>?>> request, CancellationToken cancellation)
    {
        if (items.Count == 0)
            return [];
        var outcomes = new MessageOutcome[items.Count];
        var chunks = items.Chunk(Size).ToArray();
        Exception? failure = null;
        var failures = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, chunks.Length),
            new ParallelOptions { MaxDegreeOfParallelism = inOrder ? 1 : Parallelism, CancellationToken = cancellation },
            async (chunk, token) =>
            {
                try
                {
                    foreach (var error in await request(chunks[chunk], token) ?? [])
                        outcomes[(chunk * Size) + int.Parse(error.Id)] = OutcomeOf(error);
                }
                catch (Exception e) when (SqsFaults.IsUnavailable(e, token))
                {
                    Interlocked.Increment(ref failures);
                    Interlocked.CompareExchange(ref failure, e, null);
                    Array.Fill(outcomes, new MessageOutcome(MessageStatus.Failed, e.Message), chunk * Size, chunks[chunk].Length);
                }
            });
        return failures == chunks.Length ? throw SqsFaults.Unavailable(failure!) : outcomes;
    }

    private static MessageOutcome OutcomeOf(BatchResultErrorEntry error) =>
        error.Code is "ReceiptHandleIsInvalid" or "MessageNotInflight" || error.Code?.EndsWith("MessageNotInflight", StringComparison.Ordinal) == true
            ? MessageOutcome.Stale
            : new(MessageStatus.Failed, $"{error.Code}: {error.Message}");
}
