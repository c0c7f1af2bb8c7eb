namespace Azul.Indexer.Work;

/// <summary>What waits to be written together, so that memory stays bounded whatever the size of a batch. Safe for concurrent use.</summary>
/// <param name="limit">How many bytes may wait.</param>
/// <param name="sizeOf">The bytes of one.</param>
/// <param name="write">Writes several.</param>
internal sealed class PendingWrites<T>(long limit, Func<T, long> sizeOf, Func<IReadOnlyList<T>, Task> write)
{
    private readonly Lock gate = new();
    private List<T> waiting = [];
    private long size;

    public void Add(T item)
    {
        lock (gate)
        {
            waiting.Add(item);
            size += sizeOf(item);
        }
    }

    public Task WriteIfFullAsync()
    {
        lock (gate)
        {
            if (size < limit)
                return Task.CompletedTask;
        }
        return WriteAsync();
    }

    public Task WriteAsync()
    {
        List<T> taken;
        lock (gate)
        {
            taken = waiting;
            waiting = [];
            size = 0;
        }
        return taken.Count == 0 ? Task.CompletedTask : write(taken);
    }
}
