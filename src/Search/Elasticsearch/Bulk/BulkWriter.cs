using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azul.Search.Elasticsearch.Transport;

namespace Azul.Search.Elasticsearch.Bulk;

/// <summary>Writes many documents with few requests. Safe for concurrent use.</summary>
internal sealed class BulkWriter(ElasticsearchConnection connection, ElasticsearchOptions options)
{
    private const int TooLarge = 413;
    private const int TooMany = 429;
    private const int MostAttempts = 8;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    private readonly BulkSize size = new(options.BulkBytes);

    /// <summary>The bytes that are sent in one request now.</summary>
    public int RequestBytes => size.Bytes;

    /// <summary>Writes documents to what an alias stands for, and says for each how it went, in order. An overloaded server is given time, and smaller requests.</summary>
    /// <exception cref="StoreException">The server cannot be used, or stays overloaded. Some of the documents may be written.</exception>
    public async Task<BulkOutcome[]> WriteAsync(string alias, IReadOnlyList<BulkOperation> operations, CancellationToken cancellation)
    {
        var outcomes = new BulkOutcome[operations.Count];
        var chunks = Chunks(operations, Enumerable.Range(0, operations.Count));
        await Parallel.ForEachAsync(
            chunks,
            new ParallelOptions { MaxDegreeOfParallelism = options.BulkConcurrency, CancellationToken = cancellation },
            async (chunk, token) => await WriteAsync(alias, operations, chunk, outcomes, token));
        return outcomes;
    }

    private async Task WriteAsync(string alias, IReadOnlyList<BulkOperation> operations, List<int> indices, BulkOutcome[] outcomes, CancellationToken cancellation)
    {
        var pending = new Queue<List<int>>([indices]);
        for (var attempt = 0; pending.TryDequeue(out var chunk);)
        {
            var again = await SendAsync(alias, operations, chunk, outcomes, cancellation);
            if (again.Count == 0)
            {
                size.Grow();
                attempt = 0;
                continue;
            }
            size.Shrink();
            if (outcomes[again[0]].Status != TooLarge)
            {
                if (++attempt >= MostAttempts)
                    throw Fault(outcomes[again[0]]);
                await Task.Delay(Wait(attempt), cancellation);
            }
            foreach (var part in Halves(Chunks(operations, again), again.Count == chunk.Count))
                pending.Enqueue(part);
        }
    }

    // Returns the operations that are to be sent again.
    private async Task<List<int>> SendAsync(string alias, IReadOnlyList<BulkOperation> operations, List<int> chunk, BulkOutcome[] outcomes, CancellationToken cancellation)
    {
        var request = ElasticsearchRequest.Post($"{alias}/_bulk?require_alias=true&filter_path=items.*.status,items.*.error", Body(operations, chunk)) with
        {
            IsLines = true,
            Expected = [TooLarge, TooMany],
        };
        using var answer = await connection.SendAsync(request, cancellation);
        if (answer.Status is TooLarge or TooMany)
            return Refused(answer, chunk, outcomes);
        var again = new List<int>();
        using var json = answer.Parse();
        var position = 0;
        foreach (var item in json.RootElement.GetProperty("items").EnumerateArray())
        {
            var index = chunk[position++];
            var outcome = outcomes[index] = OutcomeOf(item);
            if (outcome.IsTransient && Fault(outcome).Code is "STORE_BUSY" or "STORE_UNAVAILABLE")
                again.Add(index);
            else if (outcome.IsOutage)
                throw Fault(outcome);
        }
        return position == chunk.Count ? again : throw new StoreException("STORE_ERROR", $"Elasticsearch at {connection.Server} answers {position} of {chunk.Count} writes");
    }

    private List<int> Refused(ElasticsearchAnswer answer, List<int> chunk, BulkOutcome[] outcomes)
    {
        var body = Encoding.UTF8.GetString(answer.Body.Span);
        var outcome = new BulkOutcome(answer.Status, ElasticsearchFault.Reason(body) ?? $"the request is refused with {answer.Status}");
        if (outcome.IsTransient && Fault(outcome) is { Code: not "STORE_BUSY" } fault)
            throw fault;
        foreach (var index in chunk)
            outcomes[index] = outcome;
        // One document that is too large by itself does not get smaller.
        return answer.Status == TooLarge && chunk.Count == 1 ? [] : chunk;
    }

    private StoreException Fault(BulkOutcome outcome) => new ElasticsearchFault(outcome.Status, outcome.Error ?? $"a write is answered with {outcome.Status}").ToStoreException(connection.Server);

    private static BulkOutcome OutcomeOf(JsonElement item)
    {
        foreach (var action in item.EnumerateObject())
        {
            return new(
                action.Value.GetProperty("status").GetInt32(), action.Value.TryGetProperty("error", out var error) ? ElasticsearchFault.Describe(error) : null);
        }
        return new(500, "the answer to a write is empty");
    }

    private List<List<int>> Chunks(IReadOnlyList<BulkOperation> operations, IEnumerable<int> indices)
    {
        var chunks = new List<List<int>>();
        var most = size.Bytes;
        var bytes = 0;
        foreach (var index in indices)
        {
            var length = operations[index].Lines.Length;
            if (chunks.Count == 0 || bytes + length > most)
            {
                chunks.Add([]);
                bytes = 0;
            }
            chunks[^1].Add(index);
            bytes += length;
        }
        return chunks;
    }

    // Where all of a request was refused and is still one request, its size does not matter but its parts do.
    private static List<List<int>> Halves(List<List<int>> chunks, bool wasRefused) => wasRefused && chunks is [{ Count: > 1 } only]
        ? [only[..(only.Count / 2)], only[(only.Count / 2)..]]
        : chunks;

    private static ReadOnlyMemory<byte> Body(IReadOnlyList<BulkOperation> operations, List<int> chunk)
    {
        var body = new ArrayBufferWriter<byte>(Math.Max(chunk.Sum(i => operations[i].Lines.Length), 1));
        foreach (var index in chunk)
            body.Write(operations[index].Lines.Span);
        return body.WrittenMemory;
    }

    // Random, so that those who were refused together do not come back together.
    private static TimeSpan Wait(int attempt)
    {
        var longest = Math.Min(FirstWait.Ticks << attempt, LongestWait.Ticks) / TimeSpan.TicksPerMillisecond;
        return TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32((int)longest / 2, (int)longest + 1));
    }
}
