using Azul.Indexer.Queues;
using Azul.Indexer.Queues.Sqs;
using Azul.Tests.Support;

namespace Azul.Tests.Indexer.Queues;

public sealed class ElasticMqWorkQueuesTests(ElasticMq server) : WorkQueueContract, IClassFixture<ElasticMq>, IDisposable
{
    private readonly List<SqsWorkQueues> opened = [];
    private readonly SqsOptions options = new() { Prefix = "t" + Guid.NewGuid().ToString("n")[..12] };

    [Fact]
    public async Task Queues_that_were_not_created_are_named()
    {
        await server.StartAsync();
        using var queues = new SqsWorkQueues(server.CreateClient(), options, IndexerSettings);
        var error = await Assert.ThrowsAsync<QueueException>(() => queues.OpenAsync(TestContext.Current.CancellationToken));
        Assert.Equal($"QUEUE_MISSING: There is no queue {options.Prefix}-notifications-dev: create the queues first ('create')", error.Message);
    }

    [Fact]
    public async Task Queues_are_created_once_and_left_as_they_are_then()
    {
        var queues = await OpenAsync(IndexerSettings);
        await queues.SendAsync(WorkQueue.Notifications, [new("a")], TestContext.Current.CancellationToken);
        await queues.CreateAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, (await queues.CountAsync(TestContext.Current.CancellationToken))[WorkQueue.Notifications].Queued);
    }

    [Fact]
    public async Task A_server_that_is_away_is_a_clear_error()
    {
        using var away = new Amazon.SQS.AmazonSQSClient(
            new Amazon.Runtime.BasicAWSCredentials("x", "y"), new Amazon.SQS.AmazonSQSConfig { ServiceURL = "http://127.0.0.1:1", AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
        using var queues = new SqsWorkQueues(away, options, IndexerSettings);
        var error = await Assert.ThrowsAsync<QueueException>(() => queues.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal("QUEUE_UNAVAILABLE", error.Code);
    }

    public void Dispose()
    {
        foreach (var queues in opened)
            queues.Dispose();
    }

    internal override async Task<IWorkQueues> OpenAsync(IReadOnlyDictionary<WorkQueue, QueueSettings> settings)
    {
        await server.StartAsync();
        var queues = new SqsWorkQueues(server.CreateClient(), options, settings);
        opened.Add(queues);
        await queues.CreateAsync(TestContext.Current.CancellationToken);
        await queues.OpenAsync(TestContext.Current.CancellationToken);
        return queues;
    }

    private static Dictionary<WorkQueue, QueueSettings> IndexerSettings { get; } = WorkQueueNames.All.ToDictionary(q => q, _ => new QueueSettings());
}
