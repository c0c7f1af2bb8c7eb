using Azul.Indexer.Queues;

namespace Azul.Indexer.Reindexing;

/// <summary>
/// How much is left and how fast it is done, for whoever looks now and then. Exact on embedded queues; on others at least what this process has done or what is left has become less. Safe for
/// concurrent use.
/// </summary>
internal sealed class IndexingRate(IWorkQueues queues, TimeProvider time)
{
    /// <summary>How long a look lasts when there was none lately.</summary>
    public static readonly TimeSpan Sample = TimeSpan.FromSeconds(1);

    // Whatever asks for health regularly does so twice a minute or more often.
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ProgressMeter meter = new(time, Window);
    private readonly Lock adding = new();

    /// <summary>Compares the queues with a look of the last minute; where there was none, looks twice within <see cref="Sample"/>.</summary>
    /// <exception cref="QueueException">The queues cannot be used.</exception>
    public async Task<IndexingProgress> MeasureAsync(CancellationToken cancellation)
    {
        var now = await LookAsync(cancellation);
        if (now.RatesOver >= Sample)
            return now;
        await Task.Delay(Sample - now.RatesOver, time, cancellation);
        return await LookAsync(cancellation);
    }

    private async Task<IndexingProgress> LookAsync(CancellationToken cancellation)
    {
        var look = await IndexingProgress.LookAsync(queues, cancellation);
        lock (adding)
            return meter.Add(look);
    }
}
