using Azul.Indexer.Messages;
using Azul.Indexer.Queues;

namespace Azul.Indexer.Reconciling;

/// <summary>
/// Notifications that wait, in a temporary file, until it is certain that they are to be sent: there may be as many as a source has bundles. Not safe for concurrent use.
/// </summary>
internal sealed class MessageSpool : IDisposable
{
    private const int SendAtOnce = 1000;

    private readonly FileStream file;
    private readonly StreamWriter writer;

    public MessageSpool()
    {
        file = new(
            Path.Combine(Path.GetTempPath(), $"azul-{Guid.NewGuid():n}.tmp"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        writer = new(file);
    }

    // JSON without line breaks.
    public void Add(BundleNotification notification) => writer.WriteLine(MessageFormat.Serialize(notification));

    /// <summary>Sends all that was added to the queue of notifications.</summary>
    /// <exception cref="QueueException">One could not be sent.</exception>
    public async Task SendAsync(IWorkQueues queues, CancellationToken cancellation)
    {
        await writer.FlushAsync(cancellation);
        file.Position = 0;
        using var reader = new StreamReader(file, leaveOpen: true);
        await foreach (var bodies in LinesAsync(reader, cancellation).Chunk(SendAtOnce).WithCancellation(cancellation))
        {
            foreach (var outcome in await queues.SendAsync(WorkQueue.Notifications, Array.ConvertAll(bodies, b => new OutgoingMessage(b)), cancellation))
            {
                if (outcome.Status != MessageStatus.Done)
                    throw new QueueException("QUEUE_SEND_FAILED", outcome.Error ?? "a notification could not be queued");
            }
        }
    }

    public void Dispose()
    {
        writer.Dispose();
        file.Dispose();
    }

    private static async IAsyncEnumerable<string> LinesAsync(
        StreamReader reader, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await reader.ReadLineAsync(cancellation) is { } line)
            yield return line;
    }
}
