using Azul.Indexer.Reconciling;
using Azul.Plugins.Catalogs;
using Quartz;

namespace Azul.Indexer.Scheduling;

/// <summary>Schedules the reconciliation of each catalog that has an interval for it.</summary>
internal sealed class ReconciliationSchedules(ISchedulerFactory schedulers, CatalogList catalogs, ReconciliationOptions options) : IHostedService
{
    // Whether it is time is for the lease to say, which all processes share; this only is how often they ask.
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        options.Check(catalogs);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var catalog in catalogs.Where(c => options.IntervalOf(c) is not null))
        {
            var job = JobBuilder.Create<ReconciliationJob>()
                .WithIdentity($"reconcile {catalog.Name}", "indexing")
                .UsingJobData(ReconciliationJob.CatalogKey, catalog.Name)
                .Build();
            var trigger = TriggerBuilder.Create()
                .WithIdentity($"reconcile {catalog.Name}", "indexing")
                .StartNow()
                .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(LookEvery).RepeatForever())
                .Build();
            await scheduler.ScheduleJob(job, trigger, cancellationToken: cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
