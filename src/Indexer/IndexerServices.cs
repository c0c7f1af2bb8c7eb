using Azul.Indexer.Aggregating;
using Azul.Indexer.Contributing;
using Azul.Indexer.Generations;
using Azul.Indexer.Maintenance;
using Azul.Indexer.Queues;
using Azul.Indexer.Queues.Sqlite;
using Azul.Indexer.Queues.Sqs;
using Azul.Indexer.Reconciling;
using Azul.Indexer.Reindexing;
using Azul.Indexer.Scheduling;
using Azul.Indexer.Webhook;
using Azul.Indexer.Work;
using Azul.Plugins.Catalogs;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;

namespace Azul.Indexer;

/// <summary>Registers the indexer.</summary>
public static class IndexerServices
{
    /// <summary>
    /// Registers the queues and what puts work into them, but no workers. Needs a <see cref="CatalogList"/> and an index (<see cref="Azul.Search.IDocumentStore"/>); one's own
    /// <see cref="IWorkQueues"/> wins.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="azul">The section <c>Azul</c>: <c>DataFolder</c>, <c>Queue</c> (<c>Sqlite</c> or <c>Sqs</c>), <c>Sqs</c>, <c>Indexer</c>, <c>Generations</c>, <c>Reconciliation</c>.</param>
    /// <exception cref="ConfigurationException">A setting is unknown or wrong.</exception>
    public static IServiceCollection AddWorkQueues(this IServiceCollection services, IConfigurationSection azul)
    {
        var queue = azul["Queue"] ?? "Sqlite";
        var distributed = queue.Equals("Sqs", StringComparison.OrdinalIgnoreCase);
        if (!distributed && !queue.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
            throw new ConfigurationException($"{azul.Path}:Queue", $"is '{queue}': it must be Sqlite or Sqs");
        var options = IndexerOptions.Read(azul.GetSection("Indexer"), distributed);
        services.TryAddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        var folder = azul["DataFolder"] is { Length: > 0 } configured ? configured : "data";
        if (distributed)
            services.AddSqsQueues(SqsOptions.Read(azul.GetSection("Sqs")), options.Queues);
        else
            services.TryAddSingleton<IWorkQueues>(s => new SqliteWorkQueues(folder, options.Queues, s.GetRequiredService<TimeProvider>(), options.PollInterval));
        services.TryAddSingleton(WebhookOptions.Read(azul.GetSection("Indexer:Webhook")));
        services.TryAddSingleton<SourceChoice>();
        services.TryAddSingleton(GenerationOptions.Read(azul.GetSection("Generations")));
        services.TryAddSingleton(ReconciliationOptions.Read(azul.GetSection("Reconciliation")));
        services.TryAddSingleton<GenerationCompletion>();
        services.TryAddSingleton<PurgedGenerations>();
        services.TryAddSingleton<Reconciliation>();
        services.TryAddSingleton<RetiredSources>();
        services.TryAddSingleton<IReindexing, QueuedReindexing>();
        services.TryAddSingleton<IndexingRate>();
        return services;
    }

    /// <summary>Registers the queues (<see cref="AddWorkQueues"/>) and the workers, which begin to work when the host starts.</summary>
    /// <inheritdoc cref="AddWorkQueues"/>
    public static IServiceCollection AddIndexer(this IServiceCollection services, IConfigurationSection azul)
    {
        services.AddWorkQueues(azul);
        services.TryAddSingleton<WorkLimit>();
        services.TryAddSingleton<TallyPressure>();
        services.TryAddSingleton<NotificationBacklog>();
        services.TryAddSingleton<HotEntities>();
        services.TryAddSingleton<WaitingEntities>();
        services.TryAddSingleton<TalliedAggregation>();
        services.TryAddSingleton<EntityAggregator>();
        services.TryAddSingleton<CurrentGenerations>();
        services.TryAddSingleton<ContributionWriter>();
        services.TryAddSingleton<SourceListing>();
        services.TryAddSingleton<ContributionWorker>();
        services.TryAddSingleton<AggregationWorker>();
        services.TryAddSingleton<QueueDrain>();
        services.TryAddSingleton<IndexingSwitch>();
        services.TryAddSingleton<SingleRun>();
        services.AddHostedService(s => s.GetRequiredService<IndexingSwitch>());
        services.AddHostedService<QueueOpening>();
        services.AddQuartz(AddSchedules);
        services.AddHostedService<ReconciliationSchedules>();
        services.AddHostedService<RetiredSourcesNotice>();
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        services.Configure<QuartzSchedulerOptions>(o => o.ShutdownJobInterruption = ShutdownJobInterruption.WhenWaitingForJobs);
        return services;
    }

    private static void AddSchedules(IQuartzBuilder quartz)
    {
        foreach (var queue in WorkQueueNames.Worked)
        {
            quartz.ScheduleJob<DrainJob>(
                trigger => trigger.WithIdentity($"drain {queue.Name()}", "indexing").StartNow().WithSchedule(Every(TimeSpan.FromSeconds(1))),
                job => job.WithIdentity($"drain {queue.Name()}", "indexing").UsingJobData(DrainJob.QueueKey, queue.Name()));
        }
        quartz.ScheduleJob<OrphanJob>(
            trigger => trigger.WithIdentity("release orphans", "indexing").StartNow().WithSchedule(Every(TimeSpan.FromSeconds(1))),
            job => job.WithIdentity("release orphans", "indexing"));
        quartz.ScheduleJob<GenerationJob>(
            trigger => trigger.WithIdentity("switch generations", "indexing").StartNow().WithSchedule(Every(TimeSpan.FromSeconds(1))),
            job => job.WithIdentity("switch generations", "indexing"));
        quartz.ScheduleJob<CleanUpJob>(
            trigger => trigger.WithIdentity("clean up generations", "indexing").StartNow().WithSchedule(Every(CleanUpJob.Interval)),
            job => job.WithIdentity("clean up generations", "indexing"));
    }

    private static SimpleScheduleBuilder Every(TimeSpan interval) =>
        SimpleScheduleBuilder.Create().WithInterval(interval).RepeatForever().MeasureIntervalFromCompletion(true);
}
