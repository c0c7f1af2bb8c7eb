using Azul.Indexer.Queues;
using Azul.Indexer.Queues.Sqs;
using Azul.Tests.Support;

namespace Azul.Tests.Indexer.Queues;

/// <summary>Tallies that share a message group, and travel together for that reason.</summary>
public sealed class ParcelTests(ElasticMq server) : IClassFixture<ElasticMq>, IAsyncDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private readonly SqsOptions options = new() { Prefix = "t" + Guid.NewGuid().ToString("n")[..12], TallyGroups = 1 };
    private SqsWorkQueues? queues;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_that_are_sent_together_are_one_message_of_SQS_and_are_received_as_they_were_sent()
    {
        await OpenAsync();
        string[] bodies = ["{\"ä\":\"…😀\\u0000\"}", "{ \"b\" : [1, {}] }", "{}"];
        await SendAsync(bodies);
        Assert.Equal(1, await CountAsync(WorkQueue.Tallies));

        var messages = await ReceiveAsync(WorkQueue.Tallies);
        Assert.Equal(bodies, messages.Select(m => m.Body));
        Assert.All(messages, m => Assert.Equal((1, true), (m.ReceiveCount, m.SharesGroup)));
        Assert.Equal(3, messages.Select(m => m.Id).Distinct().Count());
        Assert.Equal(3, messages.Select(m => m.Receipt).Distinct().Count());
    }

    [Fact]
    public async Task A_message_of_SQS_is_deleted_with_the_last_of_its_messages_whoever_deletes_which_first()
    {
        await OpenAsync();
        await SendAsync("{\"a\":1}", "{\"b\":1}", "{\"c\":1}");
        var messages = await ReceiveAsync(WorkQueue.Tallies);

        Assert.Equal([MessageOutcome.Done, MessageOutcome.Done], await queues!.DeleteAsync(WorkQueue.Tallies, [messages[2], messages[0]], Cancellation));
        Assert.Equal(1, await CountAsync(WorkQueue.Tallies));
        Assert.Equal([MessageOutcome.Done], await queues.DeleteAsync(WorkQueue.Tallies, [messages[1]], Cancellation));
        Assert.Equal(0, await CountAsync(WorkQueue.Tallies));
    }

    [Fact]
    public async Task Messages_of_which_one_was_not_deleted_in_time_all_come_again()
    {
        await OpenAsync(visibility: Short, maxReceives: 9);
        await SendAsync("{\"a\":1}", "{\"b\":1}");
        var messages = await ReceiveAsync(WorkQueue.Tallies);
        await queues!.DeleteAsync(WorkQueue.Tallies, [messages[0]], Cancellation);

        Assert.Equal([("{\"a\":1}", 2), ("{\"b\":1}", 2)], (await ReceiveAsync(WorkQueue.Tallies)).Select(m => (m.Body, m.ReceiveCount)));
    }

    [Fact]
    public async Task What_stays_invisible_for_one_of_them_does_so_for_all()
    {
        await OpenAsync(visibility: Short, maxReceives: 9);
        await SendAsync("{\"a\":1}", "{\"b\":1}");
        var messages = await ReceiveAsync(WorkQueue.Tallies);

        Assert.Equal(
            [MessageOutcome.Done, MessageOutcome.Done],
            await queues!.ChangeVisibilityAsync(WorkQueue.Tallies, [new(messages[0], Short), new(messages[1], TimeSpan.FromMinutes(1))], Cancellation));
        Assert.Empty(await queues.ReceiveAsync(WorkQueue.Tallies, 10, Short * 2, Cancellation));
    }

    [Fact]
    public async Task One_that_fails_goes_on_alone_with_its_reason()
    {
        await OpenAsync();
        await SendAsync("{\"a\":1}", "{\"b\":1}");
        var messages = await ReceiveAsync(WorkQueue.Tallies);
        await queues!.MoveAsync(WorkQueue.Tallies, WorkQueue.TalliesFail, [new(messages[1], "BROKEN: it failed")], Cancellation);
        await queues.DeleteAsync(WorkQueue.Tallies, [messages[0]], Cancellation);

        Assert.Equal(0, await CountAsync(WorkQueue.Tallies));
        var failed = Assert.Single(await ReceiveAsync(WorkQueue.TalliesFail));
        Assert.Equal(("{\"b\":1}", "BROKEN: it failed"), (failed.Body, failed.Reason));
    }

    [Fact]
    public async Task Those_that_SQS_itself_moves_to_be_tried_again_are_tried_one_by_one()
    {
        await OpenAsync(maxReceives: 1);
        await SendAsync("{\"a\":1}", "{\"b\":1}", "{\"c\":1}");
        var messages = await ReceiveAsync(WorkQueue.Tallies);
        await queues!.ChangeVisibilityAsync(WorkQueue.Tallies, [.. messages.Select(m => new VisibilityChange(m, TimeSpan.Zero))], Cancellation);
        Assert.Empty(await queues.ReceiveAsync(WorkQueue.Tallies, 10, TimeSpan.Zero, Cancellation));

        var again = new List<QueuedMessage>();
        while (again.Count < 3)
            again.AddRange(await queues.ReceiveAsync(WorkQueue.TalliesRetry, 10, Long, Cancellation));
        Assert.Equal([("{\"a\":1}", 1), ("{\"b\":1}", 1), ("{\"c\":1}", 1)], again.Select(m => (m.Body, m.ReceiveCount)));
        await queues.DeleteAsync(WorkQueue.TalliesRetry, [again[0], again[2]], Cancellation);
        Assert.Equal(1, await CountAsync(WorkQueue.TalliesRetry));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{\"open\":")]
    [InlineData("{} {}")]
    [InlineData("[1]")]
    [InlineData("[{},[]]")]
    [InlineData("[]")]
    [InlineData("[open")]
    [InlineData("7")]
    public async Task What_is_no_object_travels_alone(string body)
    {
        await OpenAsync();
        await SendAsync("{\"a\":1}", body, "{\"b\":1}", "{\"c\":1}");
        Assert.Equal(3, await CountAsync(WorkQueue.Tallies));
        Assert.Equal(["{\"a\":1}", body, "{\"b\":1}", "{\"c\":1}"], (await ReceiveAsync(WorkQueue.Tallies, 4)).Select(m => m.Body));
    }

    [Theory]
    [InlineData(WorkQueue.Notifications, null)]
    [InlineData(WorkQueue.TalliesFail, "x")]
    public async Task What_looks_like_a_parcel_is_received_as_it_was_sent_in_other_queues_too(WorkQueue queue, string? group)
    {
        await OpenAsync();
        await queues!.SendAsync(queue, [new("[{},{}]", group)], Cancellation);
        Assert.Equal("[{},{}]", Assert.Single(await ReceiveAsync(queue)).Body);
    }

    [Fact]
    public async Task What_must_not_wait_for_others_has_a_group_to_itself()
    {
        await OpenAsync();
        await queues!.SendAsync(WorkQueue.Tallies, [new("{\"a\":1}", "x"), new("{\"b\":1}", "x") { IsApart = true }, new("{\"c\":1}", "y")], Cancellation);

        var messages = await ReceiveAsync(WorkQueue.Tallies, 3);
        Assert.Equal(("x", false), messages.Where(m => m.Body == "{\"b\":1}").Select(m => (m.Group, m.SharesGroup)).Single());
        Assert.Single(messages.Where(m => m.SharesGroup).Select(m => m.Group).Distinct());
        Assert.Equal(2, messages.Count(m => m.SharesGroup));
    }

    [Fact]
    public async Task Any_number_of_any_size_fits_into_requests()
    {
        await OpenAsync();
        var bodies = Enumerable.Range(0, 300).Select(i => $"{{\"{i}\":\"{new string('ä', 20 * i)}\"}}").ToArray();
        await SendAsync(bodies);
        Assert.InRange(await CountAsync(WorkQueue.Tallies), 70, 110);

        var received = new List<string>();
        while (received.Count < bodies.Length)
        {
            var messages = await ReceiveAsync(WorkQueue.Tallies);
            received.AddRange(messages.Select(m => m.Body));
            Assert.All(await queues!.DeleteAsync(WorkQueue.Tallies, messages, Cancellation), o => Assert.Equal(MessageOutcome.Done, o));
        }
        Assert.Equal(bodies, received);
        Assert.Equal(0, await CountAsync(WorkQueue.Tallies));
    }

    [Fact]
    public async Task Browsing_shows_each()
    {
        await OpenAsync();
        await SendAsync("{\"a\":1}", "{\"b\":1}");
        Assert.Equal(["{\"a\":1}", "{\"b\":1}"], await queues!.BrowseAsync(WorkQueue.Tallies, Cancellation).Select(m => m.Body).ToArrayAsync(Cancellation));
    }

    public ValueTask DisposeAsync()
    {
        queues?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task OpenAsync(TimeSpan? visibility = null, int maxReceives = 1)
    {
        await server.StartAsync();
        // A queue may go on counting where the one before ended.
        queues = new(
            server.CreateClient(),
            options,
            WorkQueueNames.All.ToDictionary(q => q, q => new QueueSettings { Visibility = visibility ?? TimeSpan.FromMinutes(1), MaxReceives = q == WorkQueue.Tallies ? maxReceives : 9 }));
        await queues.CreateAsync(Cancellation);
    }

    private async Task SendAsync(params string[] bodies) => Assert.All(
        await queues!.SendAsync(WorkQueue.Tallies, [.. bodies.Select((body, i) => new OutgoingMessage(body, $"name {i}"))], Cancellation),
        outcome => Assert.Equal(MessageOutcome.Done, outcome));

    private async Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(WorkQueue queue, int count = 1)
    {
        var received = new List<QueuedMessage>();
        while (received.Count < count)
            received.AddRange(await queues!.ReceiveAsync(queue, 100, Long, Cancellation));
        return received;
    }

    private async Task<long> CountAsync(WorkQueue queue) => (await queues!.CountAsync(Cancellation))[queue].Total;
}
