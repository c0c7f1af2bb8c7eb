using Quartz;

namespace Azul.Gateway.Rest.Health;

/// <summary>Refreshes <see cref="CachedHealth"/>.</summary>
[DisallowConcurrentExecution]
internal sealed class HealthRefreshJob(HealthCheck check, CachedHealth cache) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        cache.Set(await check.CheckAsync(check.FastKeys, cancellationToken));
}
