using Azul.Indexer.Aggregating;
using Azul.Indexer.Contributing;
using Azul.Indexer.Queues;
using Azul.Indexer.Work;
using Quartz;

namespace Azul.Indexer.Scheduling;

/// <summary>Keeps draining one queue for as long as the scheduler runs. Should it ever end, the schedule starts it again.</summary>
[DisallowConcurrentExecution]
internal sealed class DrainJob(
    QueueDrain drain, ContributionWorker contribution, AggregationWorker aggregation, IndexerOptions options, IHostApplicationLifetime lifetime) : IJob
{
    /// <summary>The key of the queue's name among the job's data.</summary>
    public const string QueueKey = "queue";

    // What is tried again is not in a hurry.
    private const int RetryLanes = 1;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var queue = WorkQueueNames.Find(context.MergedJobDataMap.GetString(QueueKey)!)!.Value;
        var lanes = queue == queue.Retry() ? RetryLanes : options.Lanes;
        // The scheduler interrupts the jobs that run when it is shut down, but none that is just beginning.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await drain.RunAsync(queue, queue.IsGrouped() ? aggregation : contribution, lanes, stopping.Token);
    }
}
