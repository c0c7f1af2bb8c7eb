using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Azul.Indexer.Queues;
using Azul.Indexer.Queues.Sqs;
using Azul.Tests.Support;

namespace Azul.Tests.Indexer.Queues;

public sealed class ElasticMqWorkQueuesTests(ElasticMq server) : WorkQueueContract, IClassFixture<ElasticMq>, IDisposable
{
    private readonly List<SqsWorkQueues> opened = [];
    private readonly SqsOptions options = new() { Prefix = "t" + Guid.NewGuid().ToString("n")[..12], TallyGroups = null };

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
        using var away = new AmazonSQSClient(
            new BasicAWSCredentials("x", "y"), new AmazonSQSConfig { ServiceURL = "http://127.0.0.1:1", AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
        using var queues = new SqsWorkQueues(away, options, IndexerSettings);
        var error = await Assert.ThrowsAsync<QueueException>(() => queues.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal("QUEUE_UNAVAILABLE", error.Code);
    }

    [Fact]
    public async Task A_receive_that_was_given_up_takes_nothing_once_its_process_has_ended()
    {
        var (stopped, other) = (await OpenAsync(IndexerSettings), await OpenAsync(IndexerSettings));
        using var stop = new CancellationTokenSource();
        var receiving = stopped.ReceiveAsync(WorkQueue.Notifications, 10, Long, stop.Token);
        await other.CountAsync(Cancellation);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving);
        ((SqsWorkQueues)stopped).Dispose();

        await other.SendAsync(WorkQueue.Notifications, [new("a")], Cancellation);
        Assert.Equal("a", Assert.Single(await other.ReceiveAsync(WorkQueue.Notifications, 10, TimeSpan.Zero, Cancellation)).Body);
    }

    [Fact]
    public async Task What_a_receive_still_takes_while_it_is_given_up_is_there_again_when_it_has_ended()
    {
        var (stopped, other) = (await OpenAsync(IndexerSettings), await OpenAsync(IndexerSettings));
        using var stop = new CancellationTokenSource();
        var receiving = stopped.ReceiveAsync(WorkQueue.Tallies, 10, Long, stop.Token);
        await other.CountAsync(Cancellation);
        await stop.CancelAsync();
        await other.SendAsync(WorkQueue.Tallies, [new("a", "x")], Cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving);

        Assert.Equal(new QueueCounts(1, 0, 0), (await other.CountAsync(Cancellation))[WorkQueue.Tallies]);
        Assert.Equal(1, Assert.Single(await other.ReceiveAsync(WorkQueue.Tallies, 10, TimeSpan.Zero, Cancellation)).ReceiveCount);
    }

    [Fact]
    public async Task A_receive_of_many_that_is_given_up_between_its_requests_keeps_none()
    {
        var other = await OpenAsync(IndexerSettings);
        await other.SendAsync(WorkQueue.Notifications, [.. Enumerable.Range(0, 60).Select(i => new OutgoingMessage($"{i}"))], Cancellation);
        using var stop = new CancellationTokenSource();
        var queues = Open(AtReceive(stop.Cancel));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queues.ReceiveAsync(WorkQueue.Notifications, 60, Long, stop.Token));
        Assert.Equal(new QueueCounts(60, 0, 0), (await other.CountAsync(Cancellation))[WorkQueue.Notifications]);
    }

    [Fact]
    public async Task Browsing_that_is_given_up_hides_nothing()
    {
        var other = await OpenAsync(IndexerSettings);
        await other.SendAsync(WorkQueue.NotificationsFail, [.. Enumerable.Range(0, 30).Select(i => new OutgoingMessage($"{i}"))], Cancellation);
        using var stop = new CancellationTokenSource();
        var queues = Open(AtReceive(stop.Cancel));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await queues.BrowseAsync(WorkQueue.NotificationsFail, stop.Token).ToArrayAsync(Cancellation));
        Assert.Equal(new QueueCounts(30, 0, 0), (await other.CountAsync(Cancellation))[WorkQueue.NotificationsFail]);
    }

    public void Dispose()
    {
        foreach (var queues in opened)
            queues.Dispose();
    }

    internal override async Task<IWorkQueues> OpenAsync(IReadOnlyDictionary<WorkQueue, QueueSettings> settings)
    {
        await server.StartAsync();
        var queues = Open(server.CreateClient(), settings);
        await queues.CreateAsync(TestContext.Current.CancellationToken);
        await queues.OpenAsync(TestContext.Current.CancellationToken);
        return queues;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static TimeSpan Long => TimeSpan.FromSeconds(20);

    private SqsWorkQueues Open(AmazonSQSClient client, IReadOnlyDictionary<WorkQueue, QueueSettings>? settings = null)
    {
        opened.Add(new(client, options, settings ?? IndexerSettings));
        return opened[^1];
    }

    /// <summary>A client that does something as the answer to each receive arrives.</summary>
    private AmazonSQSClient AtReceive(Action action)
    {
        var client = server.CreateClient();
        client.AfterResponseEvent += (_, response) =>
        {
            if (response is WebServiceResponseEventArgs { Request: ReceiveMessageRequest })
                action();
        };
        return client;
    }

    private static Dictionary<WorkQueue, QueueSettings> IndexerSettings { get; } = WorkQueueNames.All.ToDictionary(q => q, _ => new QueueSettings());
}
