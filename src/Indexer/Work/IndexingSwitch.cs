using Azul.Indexer.Queues;

namespace Azul.Indexer.Work;

/// <summary>
/// The switch that stops all workers, whatever process they are in, and keeps them stopped over restarts. What is under way when it is turned off is finished; no further work is begun
/// within a second.
/// </summary>
internal sealed class IndexingSwitch(IWorkQueues queues, TimeProvider time, ILogger<IndexingSwitch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private TaskCompletionSource enabled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource disabled = new();

    /// <summary>Waits until the switch is on. The token that it returns is cancelled when the switch is turned off.</summary>
    public async Task<CancellationToken> WaitAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task wait;
            lock (gate)
            {
                if (enabled.Task.IsCompleted)
                    return disabled.Token;
                wait = enabled.Task;
            }
            await wait.WaitAsync(cancellation);
        }
    }

    /// <summary>Looks at the switch now.</summary>
    public async Task RefreshAsync(CancellationToken cancellation) => Apply(await queues.IsEnabledAsync(cancellation));

    public override void Dispose()
    {
        base.Dispose();
        disabled.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (QueueException e)
            {
                logger.LogWarning("Whether indexing is enabled cannot be read, so it stays as it is: {Error}", e.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
        while (await WaitForTickAsync(timer, stoppingToken));
    }

    private static async Task<bool> WaitForTickAsync(PeriodicTimer timer, CancellationToken cancellation)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Apply(bool isEnabled)
    {
        CancellationTokenSource? toCancel = null;
        lock (gate)
        {
            if (isEnabled == enabled.Task.IsCompleted)
                return;
            if (isEnabled)
            {
                enabled.SetResult();
            }
            else
            {
                enabled = new(TaskCreationOptions.RunContinuationsAsynchronously);
                toCancel = disabled;
                disabled = new();
            }
        }
        logger.LogInformation("Indexing is {State}", isEnabled ? "enabled" : "disabled");
        toCancel?.Cancel();
    }
}
