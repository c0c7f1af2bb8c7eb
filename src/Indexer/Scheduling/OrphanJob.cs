using Azul.Indexer.Queues;
using Quartz;

namespace Azul.Indexer.Scheduling;

/// <summary>Releases what processes held that have died.</summary>
[DisallowConcurrentExecution]
internal sealed class OrphanJob(IWorkQueues queues, ILogger<OrphanJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await queues.ReleaseOrphansAsync(cancellationToken);
        }
        catch (QueueException e)
        {
            logger.LogWarning("What dead processes held cannot be released now: {Error}", e.Message);
        }
    }
}
