namespace Azul.Indexer.Aggregating;

/// <summary>Aggregates that wait to be written together. Safe for concurrent use.</summary>
internal sealed class PendingAggregates(long limit, Func<IReadOnlyList<(TalliedEntity, AggregateState)>, Task> write)
{
    private readonly Lock gate = new();
    private List<(TalliedEntity, AggregateState)> states = [];
    private long size;

    public void Add(TalliedEntity entity, AggregateState state)
    {
        lock (gate)
        {
            states.Add((entity, state));
            size += state.Size;
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
        List<(TalliedEntity, AggregateState)> taken;
        lock (gate)
        {
            taken = states;
            states = [];
            size = 0;
        }
        return taken.Count == 0 ? Task.CompletedTask : write(taken);
    }
}
