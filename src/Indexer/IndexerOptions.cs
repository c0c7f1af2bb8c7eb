using Azul.Indexer.Queues;
using Azul.Plugins.Catalogs;

namespace Azul.Indexer;

/// <summary>The settings of the indexer: <c>Azul:Indexer</c>, with those of the queues under <c>Azul:Indexer:Queues:{name}</c>.</summary>
public sealed class IndexerOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>How many bundles are transformed, or entities aggregated, at a time. The number of processors unless set.</summary>
    public int Concurrency { get; set; } = Environment.ProcessorCount;

    /// <summary>How many bundles of a batch are fetched at a time, which is mostly waiting for a disk or for services. Four times the number of processors unless set.</summary>
    public int Fetches { get; set; } = 4 * Environment.ProcessorCount;

    /// <summary>
    /// How many batches of a queue are worked on at a time, so that one computes while another waits. 2 unless set. ElasticMQ gets slower with more, for a FIFO queue is searched the longer the more is
    /// in flight.
    /// </summary>
    public int Lanes { get; set; } = 2;

    /// <summary>How many notifications are taken from the queue at a time, and so written together. 100 unless set.</summary>
    public int ContributionBatch { get; set; } = 100;

    /// <summary>How many tallies are taken from the queue at a time. 400 unless set.</summary>
    public int AggregationBatch { get; set; } = 400;

    /// <summary>Documents of about this size in bytes are written together; more only where one bundle yields more. 16 MiB unless set.</summary>
    public int WriteBytes { get; set; } = 16 << 20;

    /// <summary>How long a receive waits for a message. 20 s unless set.</summary>
    public TimeSpan ReceiveWait { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How often to look for messages that another process has put into an embedded queue. 100 ms unless set.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a failed message waits for its next try, times the number of tries so far. 1 s unless set.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long work pauses where store or queues cannot be used, before it looks again. 1 s unless set.</summary>
    public TimeSpan OutagePause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long work that is under way may take to end when the program stops; then it is put back. 8 s unless set.</summary>
    public TimeSpan StopWithin { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>
    /// An entity is not aggregated again for this many times as long as it took last, so that the many notifications of one project share the work. 4 unless set.
    /// </summary>
    public double HotFactor { get; set; } = 4;

    /// <summary>An entity waits no longer than this for that reason, unless aggregating it takes longer still. 4 s unless set.</summary>
    public TimeSpan HotDelay { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// While notifications wait in the queue, an entity that many bundles contribute to waits before it is aggregated again, each time four times as long as before, up to this: what is still to come has
    /// it aggregated anew anyhow. Once no notifications wait it does not wait either. 60 s unless set.
    /// </summary>
    public TimeSpan BacklogDelay { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Contribution waits while more tallies than this are pending, as far as the process can tell. 100,000 unless set; 2,000 with Amazon SQS, as ElasticMQ gets slower the longer
    /// a queue with groups is.
    /// </summary>
    public int MaxPendingTallies { get; set; } = 100_000;

    /// <summary>Whether replicas are written. True unless set.</summary>
    public bool EnableReplicas { get; set; } = true;

    /// <summary>The settings of each queue; see <see cref="SettingsOf"/>.</summary>
    public IReadOnlyDictionary<WorkQueue, QueueSettings> Queues { get; private set; } = EmbeddedQueues();

    public QueueSettings SettingsOf(WorkQueue queue) => Queues[queue];

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="section">The section <c>Azul:Indexer</c>.</param>
    /// <param name="distributed">Whether the defaults are those for Amazon SQS (<c>spec/indexer.md</c> §1.4), or those for one machine.</param>
    /// <exception cref="ConfigurationException">A setting is unknown or wrong.</exception>
    public static IndexerOptions Read(IConfigurationSection section, bool distributed = false)
    {
        var options = new IndexerOptions();
        if (distributed)
        {
            options.Queues = DistributedQueues();
            options.MaxPendingTallies = 2000;
        }
        foreach (var setting in section.GetChildren())
        {
            if (!options.Apply(setting))
                throw new ConfigurationException(setting.Path, "is not a known setting");
        }
        return options;
    }

    private bool Apply(IConfigurationSection setting)
    {
        switch (setting.Key.ToUpperInvariant())
        {
            case "CONCURRENCY": Concurrency = setting.ReadInteger(1, 1024); break;
            case "FETCHES": Fetches = setting.ReadInteger(1, 1024); break;
            case "LANES": Lanes = setting.ReadInteger(1, 64); break;
            case "CONTRIBUTIONBATCH": ContributionBatch = setting.ReadInteger(1, 10_000); break;
            case "AGGREGATIONBATCH": AggregationBatch = setting.ReadInteger(1, 10_000); break;
            case "WRITEBYTES": WriteBytes = setting.ReadInteger(1 << 10, 1 << 30); break;
            case "RECEIVEWAIT": ReceiveWait = setting.ReadDuration(TimeSpan.Zero, TimeSpan.FromSeconds(20)); break;
            case "POLLINTERVAL": PollInterval = setting.ReadDuration(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(250)); break;
            case "RETRYDELAY": RetryDelay = setting.ReadDuration(TimeSpan.Zero, TimeSpan.FromMinutes(15)); break;
            case "OUTAGEPAUSE": OutagePause = setting.ReadDuration(TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5)); break;
            case "STOPWITHIN": StopWithin = setting.ReadDuration(TimeSpan.Zero, TimeSpan.FromMinutes(15)); break;
            case "HOTFACTOR": HotFactor = setting.ReadNumber(1, 1000); break;
            case "HOTDELAY": HotDelay = setting.ReadDuration(TimeSpan.Zero, TimeSpan.FromMinutes(15)); break;
            case "BACKLOGDELAY": BacklogDelay = setting.ReadDuration(TimeSpan.Zero, TimeSpan.FromMinutes(15)); break;
            case "MAXPENDINGTALLIES": MaxPendingTallies = setting.ReadInteger(1, int.MaxValue); break;
            case "ENABLEREPLICAS": EnableReplicas = setting.ReadFlag(); break;
            case "QUEUES": ApplyQueues(setting); break;
            case "WEBHOOK": break;
            default: return false;
        }
        return true;
    }

    private void ApplyQueues(IConfigurationSection section)
    {
        foreach (var child in section.GetChildren())
        {
            if (WorkQueueNames.Find(child.Key) is not { } queue)
                throw new ConfigurationException(child.Path, $"is not a queue: the queues are {string.Join(", ", WorkQueueNames.All.Select(q => q.Name()))}");
            foreach (var setting in child.GetChildren())
                Apply(Queues[queue], setting);
        }
    }

    private static void Apply(QueueSettings settings, IConfigurationSection setting)
    {
        switch (setting.Key.ToUpperInvariant())
        {
            case "VISIBILITY": settings.Visibility = setting.ReadDuration(TimeSpan.FromSeconds(1), Longest); break;
            case "DELAY": settings.Delay = setting.ReadDuration(TimeSpan.Zero, TimeSpan.FromMinutes(15)); break;
            case "MAXRECEIVES": settings.MaxReceives = setting.ReadInteger(1, 1000); break;
            case "RETENTION": settings.Retention = setting.ReadDuration(TimeSpan.FromMinutes(1), TimeSpan.FromDays(14)); break;
            default: throw new ConfigurationException(setting.Path, "is not a known setting: there are Visibility, Delay, MaxReceives and Retention");
        }
    }

    private static Dictionary<WorkQueue, QueueSettings> EmbeddedQueues()
    {
        var queues = WorkQueueNames.All.ToDictionary(q => q, _ => new QueueSettings());
        foreach (var queue in new[] { WorkQueue.NotificationsRetry, WorkQueue.TalliesRetry })
            queues[queue].MaxReceives = 9;
        return queues;
    }

    // The original has tallies wait until contributions are visible. Here whoever reads contributions sees all that were written.
    private static Dictionary<WorkQueue, QueueSettings> DistributedQueues()
    {
        var queues = EmbeddedQueues();
        queues[WorkQueue.Notifications].Visibility = TimeSpan.FromSeconds(310);
        queues[WorkQueue.NotificationsRetry].Visibility = TimeSpan.FromSeconds(910);
        queues[WorkQueue.Tallies].Visibility = TimeSpan.FromSeconds(70);
        queues[WorkQueue.TalliesRetry].Visibility = TimeSpan.FromSeconds(610);
        foreach (var queue in new[] { WorkQueue.NotificationsFail, WorkQueue.TalliesFail })
        {
            queues[queue].Visibility = TimeSpan.FromSeconds(30);
            queues[queue].Retention = TimeSpan.FromDays(14);
        }
        return queues;
    }
}
