using Azul.Indexer.Queues;

namespace Azul.Tests.Indexer.Queues;

/// <summary>What every adapter of <see cref="IWorkQueues"/> must do.</summary>
public abstract class WorkQueueContract
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    /// <summary>Queues of the test's own, empty and open. Asked again, others that see the same messages, as another process would.</summary>
    internal abstract Task<IWorkQueues> OpenAsync(IReadOnlyDictionary<WorkQueue, QueueSettings> settings);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_received_as_it_was_sent_and_then_is_invisible()
    {
        var queues = await OpenAsync();
        await SendAsync(queues, WorkQueue.Notifications, "{\"ä\":\"…😀\\u0000\"}");

        var message = Assert.Single(await queues.ReceiveAsync(WorkQueue.Notifications, 10, Long, Cancellation));
        Assert.Equal("{\"ä\":\"…😀\\u0000\"}", message.Body);
        Assert.Equal(1, message.ReceiveCount);
        Assert.Equal(WorkQueue.Notifications, message.Queue);
        Assert.Null(message.Group);
        Assert.Null(message.Reason);
        Assert.Empty(await queues.ReceiveAsync(WorkQueue.Notifications, 10, TimeSpan.Zero, Cancellation));
    }

    [Fact]
    public async Task A_receive_that_is_given_up_takes_no_message_along()
    {
        var queues = await OpenAsync();
        using var givenUp = new CancellationTokenSource();
        var receiving = queues.ReceiveAsync(WorkQueue.Notifications, 10, Long, givenUp.Token);
        // The server has begun to wait once it answers another question.
        await queues.CountAsync(Cancellation);
        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving);

        await SendAsync(queues, WorkQueue.Notifications, "a");
        var message = Assert.Single(await ReceiveAllAsync(queues, WorkQueue.Notifications, 1));
        Assert.Equal(("a", 1), (message.Body, message.ReceiveCount));
    }

    [Fact]
    public async Task Messages_with_a_tag_are_counted_wherever_they_are_or_not_at_all()
    {
        var queues = await OpenAsync();
        await queues.SendAsync(WorkQueue.Notifications, [new("a", Tag: "toys@2"), new("b", Tag: "toys@2"), new("c", Tag: "toys@3"), new("d")], Cancellation);
        await queues.SendAsync(WorkQueue.Tallies, [new("e", "group", "toys@2")], Cancellation);
        if (await queues.CountAsync("toys@2", Cancellation) is not { } counts)
        {
            Assert.False(queues.HasExactCounts);
            return;
        }
        Assert.Equal((2, 1, 0), (counts[WorkQueue.Notifications], counts[WorkQueue.Tallies], counts[WorkQueue.NotificationsFail]));
        var received = await ReceiveAllAsync(queues, WorkQueue.Notifications, 4);
        await queues.MoveAsync(WorkQueue.Notifications, WorkQueue.NotificationsFail, [.. received.Select(m => new MessageMove(m, "it failed"))], Cancellation);
        Assert.Equal((0, 2), ((await queues.CountAsync("toys@2", Cancellation))![WorkQueue.Notifications], (await queues.CountAsync("toys@2", Cancellation))![WorkQueue.NotificationsFail]));
    }

    [Fact]
    public async Task A_message_that_is_not_deleted_in_time_comes_again()
    {
        var queues = await OpenAsync(visibility: Short);
        await SendAsync(queues, WorkQueue.NotificationsRetry, "a");

        var first = Assert.Single(await queues.ReceiveAsync(WorkQueue.NotificationsRetry, 1, Long, Cancellation));
        var second = Assert.Single(await queues.ReceiveAsync(WorkQueue.NotificationsRetry, 1, Long, Cancellation));
        Assert.Equal(first.Id, second.Id);
        Assert.NotEqual(first.Receipt, second.Receipt);
        Assert.Equal(2, second.ReceiveCount);
    }

    [Fact]
    public async Task A_deleted_message_does_not_come_again()
    {
        var queues = await OpenAsync(visibility: Short);
        await SendAsync(queues, WorkQueue.Notifications, "a", "b");
        var messages = await ReceiveAllAsync(queues, WorkQueue.Notifications, 2);

        Assert.Equal([MessageOutcome.Done, MessageOutcome.Done], await queues.DeleteAsync(WorkQueue.Notifications, messages, Cancellation));
        Assert.Empty(await queues.ReceiveAsync(WorkQueue.Notifications, 10, Short * 2, Cancellation));
        Assert.Equal(0, (await queues.CountAsync(Cancellation)).Sum(c => c.Value.Total));
    }

    [Fact]
    public async Task A_receipt_of_an_earlier_delivery_does_nothing()
    {
        var queues = await OpenAsync(visibility: Short);
        await SendAsync(queues, WorkQueue.NotificationsRetry, "a");
        var first = await ReceiveAllAsync(queues, WorkQueue.NotificationsRetry, 1);
        var second = await ReceiveAllAsync(queues, WorkQueue.NotificationsRetry, 1);

        Assert.Equal([MessageStatus.Stale], (await queues.DeleteAsync(WorkQueue.NotificationsRetry, first, Cancellation)).Select(o => o.Status));
        Assert.Equal([MessageStatus.Done], (await queues.DeleteAsync(WorkQueue.NotificationsRetry, second, Cancellation)).Select(o => o.Status));
        Assert.Equal([MessageStatus.Stale], (await queues.DeleteAsync(WorkQueue.NotificationsRetry, second, Cancellation)).Select(o => o.Status));
    }

    [Fact]
    public async Task A_released_message_comes_again_at_once()
    {
        var queues = await OpenAsync();
        await SendAsync(queues, WorkQueue.NotificationsRetry, "a");
        var message = Assert.Single(await ReceiveAllAsync(queues, WorkQueue.NotificationsRetry, 1));

        Assert.Equal([MessageOutcome.Done], await queues.ChangeVisibilityAsync(WorkQueue.NotificationsRetry, [new(message, TimeSpan.Zero)], Cancellation));
        Assert.Equal(2, Assert.Single(await ReceiveAllAsync(queues, WorkQueue.NotificationsRetry, 1)).ReceiveCount);
    }

    [Fact]
    public async Task Invisibility_can_be_prolonged()
    {
        var queues = await OpenAsync(visibility: Short);
        await SendAsync(queues, WorkQueue.NotificationsRetry, "a");
        var messages = await ReceiveAllAsync(queues, WorkQueue.NotificationsRetry, 1);

        await queues.ChangeVisibilityAsync(WorkQueue.NotificationsRetry, [new(messages[0], TimeSpan.FromMinutes(1))], Cancellation);
        Assert.Empty(await queues.ReceiveAsync(WorkQueue.NotificationsRetry, 1, Short * 2, Cancellation));
        Assert.Equal([MessageOutcome.Done], await queues.DeleteAsync(WorkQueue.NotificationsRetry, messages, Cancellation));
    }

    [Fact]
    public async Task A_batch_of_any_size_is_sent_received_and_deleted()
    {
        var queues = await OpenAsync();
        var bodies = Enumerable.Range(0, 57).Select(i => $"{{\"number\":{i}}}").ToArray();
        var outcomes = await queues.SendAsync(WorkQueue.Notifications, [.. bodies.Select(b => new OutgoingMessage(b))], Cancellation);
        Assert.Equal(57, outcomes.Count(o => o == MessageOutcome.Done));

        var messages = await ReceiveAllAsync(queues, WorkQueue.Notifications, 57);
        Assert.Equal(bodies.Order(), messages.Select(m => m.Body).Order());
        Assert.Equal(57, (await queues.DeleteAsync(WorkQueue.Notifications, messages, Cancellation)).Count(o => o == MessageOutcome.Done));
        Assert.Equal(default, (await queues.CountAsync(Cancellation))[WorkQueue.Notifications]);
    }

    [Fact]
    public async Task One_message_of_a_batch_can_fail_alone()
    {
        var queues = await OpenAsync();
        await SendAsync(queues, WorkQueue.Notifications, "a", "b", "c");
        var messages = await ReceiveAllAsync(queues, WorkQueue.Notifications, 3);
        await queues.DeleteAsync(WorkQueue.Notifications, [messages[1]], Cancellation);

        var outcomes = await queues.DeleteAsync(WorkQueue.Notifications, messages, Cancellation);
        Assert.Equal([MessageStatus.Done, MessageStatus.Stale, MessageStatus.Done], outcomes.Select(o => o.Status));
    }

    [Fact]
    public async Task Messages_of_a_group_come_in_order_and_never_while_another_of_the_group_is_in_flight()
    {
        var queues = await OpenAsync();
        await SendToGroupAsync(queues, "x", "1", "2");
        await SendToGroupAsync(queues, "y", "3");
        var first = await queues.ReceiveAsync(WorkQueue.Tallies, 1, Long, Cancellation);
        Assert.Equal(("1", "x"), (first[0].Body, first[0].Group));

        var other = await queues.ReceiveAsync(WorkQueue.Tallies, 10, Long, Cancellation);
        Assert.Equal(("3", "y"), (Assert.Single(other).Body, other[0].Group));
        Assert.Empty(await queues.ReceiveAsync(WorkQueue.Tallies, 10, TimeSpan.Zero, Cancellation));

        await queues.DeleteAsync(WorkQueue.Tallies, first, Cancellation);
        Assert.Equal("2", Assert.Single(await queues.ReceiveAsync(WorkQueue.Tallies, 10, Long, Cancellation)).Body);
    }

    [Fact]
    public async Task Messages_of_one_group_can_come_together()
    {
        var queues = await OpenAsync();
        await SendToGroupAsync(queues, "x", "1", "2", "3");
        Assert.Equal(["1", "2", "3"], (await queues.ReceiveAsync(WorkQueue.Tallies, 10, Long, Cancellation)).Select(m => m.Body));
    }

    [Fact]
    public async Task A_group_goes_on_in_order_when_its_message_was_released()
    {
        var queues = await OpenAsync(maxReceives: 5);
        await SendToGroupAsync(queues, "x", "1", "2");
        var first = await queues.ReceiveAsync(WorkQueue.Tallies, 1, Long, Cancellation);
        await queues.ChangeVisibilityAsync(WorkQueue.Tallies, [new(first[0], TimeSpan.Zero)], Cancellation);
        Assert.Equal("1", (await queues.ReceiveAsync(WorkQueue.Tallies, 1, Long, Cancellation))[0].Body);
    }

    [Theory]
    [InlineData(WorkQueue.Notifications, WorkQueue.NotificationsRetry)]
    [InlineData(WorkQueue.NotificationsRetry, WorkQueue.NotificationsFail)]
    [InlineData(WorkQueue.Tallies, WorkQueue.TalliesRetry)]
    [InlineData(WorkQueue.TalliesRetry, WorkQueue.TalliesFail)]
    public async Task A_message_that_was_received_too_often_goes_to_the_next_queue(WorkQueue queue, WorkQueue next)
    {
        // A queue may go on counting where the one before ended.
        var settings = Settings(TimeSpan.FromMinutes(1), 9);
        settings[queue].MaxReceives = 2;
        var queues = await OpenAsync(settings);
        await queues.SendAsync(queue, [new("a", queue.IsGrouped() ? "x" : null)], Cancellation);
        for (var receives = 1; receives <= 2; receives++)
        {
            var message = Assert.Single(await queues.ReceiveAsync(queue, 10, Long, Cancellation));
            Assert.Equal(receives, message.ReceiveCount);
            await queues.ChangeVisibilityAsync(queue, [new(message, TimeSpan.Zero)], Cancellation);
        }
        Assert.Empty(await queues.ReceiveAsync(queue, 10, TimeSpan.Zero, Cancellation));

        var moved = Assert.Single(await queues.ReceiveAsync(next, 10, Long, Cancellation));
        Assert.Equal(("a", queue.IsGrouped() ? "x" : null), (moved.Body, moved.Group));
    }

    [Theory]
    [InlineData(WorkQueue.Notifications, WorkQueue.NotificationsFail)]
    [InlineData(WorkQueue.Tallies, WorkQueue.TalliesRetry)]
    [InlineData(WorkQueue.TalliesRetry, WorkQueue.TalliesRetry)]
    public async Task A_moved_message_starts_anew_with_its_reason(WorkQueue from, WorkQueue to)
    {
        var queues = await OpenAsync();
        await queues.SendAsync(from, [new("a", from.IsGrouped() ? "x" : null)], Cancellation);
        var messages = await ReceiveAllAsync(queues, from, 1);

        Assert.Equal([MessageOutcome.Done], await queues.MoveAsync(from, to, [new(messages[0], "BROKEN: line 1\nligne 2 …")], Cancellation));
        var moved = Assert.Single(await ReceiveAllAsync(queues, to, 1));
        Assert.Equal(("a", "BROKEN: line 1\nligne 2 …", 1, messages[0].Group), (moved.Body, moved.Reason, moved.ReceiveCount, moved.Group));
        Assert.Equal(1, (await queues.CountAsync(Cancellation)).Sum(c => c.Value.Total));

        await queues.MoveAsync(to, to.Retry(), [new(moved, null)], Cancellation);
        Assert.Equal("BROKEN: line 1\nligne 2 …", Assert.Single(await ReceiveAllAsync(queues, to.Retry(), 1)).Reason);
    }

    [Fact]
    public async Task Counts_tell_what_is_queued_in_flight_and_delayed()
    {
        var settings = Settings(TimeSpan.FromMinutes(1), 1);
        settings[WorkQueue.Tallies].Delay = TimeSpan.FromMinutes(1);
        var queues = await OpenAsync(settings);
        await SendAsync(queues, WorkQueue.Notifications, "a", "b", "c");
        await SendToGroupAsync(queues, "x", "d");
        await queues.ReceiveAsync(WorkQueue.Notifications, 1, Long, Cancellation);

        var counts = await queues.CountAsync(Cancellation);
        Assert.Equal(WorkQueueNames.All.Order(), counts.Keys.Order());
        Assert.Equal(new QueueCounts(2, 1, 0), counts[WorkQueue.Notifications]);
        Assert.Equal(new QueueCounts(0, 0, 1), counts[WorkQueue.Tallies]);
        Assert.Equal(default, counts[WorkQueue.TalliesFail]);
        Assert.Empty(await queues.ReceiveAsync(WorkQueue.Tallies, 1, TimeSpan.Zero, Cancellation));
    }

    [Fact]
    public async Task What_was_deleted_is_counted_and_what_was_moved_or_purged_is_not()
    {
        var queues = await OpenAsync();
        await SendAsync(queues, WorkQueue.Notifications, "a", "b", "c", "d");
        var messages = await ReceiveAllAsync(queues, WorkQueue.Notifications, 4);
        await queues.DeleteAsync(WorkQueue.Notifications, [messages[0]], Cancellation);
        await queues.DeleteAsync(WorkQueue.Notifications, [messages[0], messages[1]], Cancellation);
        await queues.MoveAsync(WorkQueue.Notifications, WorkQueue.NotificationsFail, [new(messages[2], "it failed")], Cancellation);
        await queues.PurgeAsync(WorkQueue.Notifications, Cancellation);

        var deleted = await queues.CountDeletedAsync(Cancellation);
        Assert.Equal((2, 0, 0), (deleted[WorkQueue.Notifications], deleted[WorkQueue.NotificationsFail], deleted[WorkQueue.Tallies]));
    }

    [Fact]
    public async Task A_purged_queue_is_empty_and_the_others_are_not()
    {
        var queues = await OpenAsync();
        await SendAsync(queues, WorkQueue.Notifications, "a", "b");
        await SendToGroupAsync(queues, "x", "c", "d");
        await queues.ReceiveAsync(WorkQueue.Tallies, 1, Long, Cancellation);
        await queues.PurgeAsync(WorkQueue.Tallies, Cancellation);

        var counts = await queues.CountAsync(Cancellation);
        Assert.Equal((2, 0), (counts[WorkQueue.Notifications].Total, counts[WorkQueue.Tallies].Total));
        await SendToGroupAsync(queues, "x", "e");
        Assert.Equal("e", Assert.Single(await queues.ReceiveAsync(WorkQueue.Tallies, 10, Long, Cancellation)).Body);
    }

    [Fact]
    public async Task Browsing_shows_every_message_and_takes_none()
    {
        var queues = await OpenAsync();
        var messages = Enumerable.Range(0, 25).Select(i => new OutgoingMessage($"{i}", $"group of {i}")).ToArray();
        Assert.Equal(25, (await queues.SendAsync(WorkQueue.TalliesFail, messages, Cancellation)).Count(o => o == MessageOutcome.Done));

        for (var round = 0; round < 2; round++)
        {
            var bodies = new List<string>();
            await foreach (var message in queues.BrowseAsync(WorkQueue.TalliesFail, Cancellation))
                bodies.Add(message.Body);
            Assert.Equal(Enumerable.Range(0, 25).Select(i => $"{i}").Order(), bodies.Order());
        }
        Assert.Equal(25, (await queues.CountAsync(Cancellation))[WorkQueue.TalliesFail].Queued);
    }

    [Theory]
    [InlineData(WorkQueue.Notifications)]
    [InlineData(WorkQueue.Tallies)]
    public async Task Who_waits_is_woken_by_what_another_process_sends(WorkQueue queue)
    {
        var settings = Settings(TimeSpan.FromMinutes(1), 1);
        var (here, there) = (await OpenAsync(settings), await OpenAsync(settings));
        var waiting = here.ReceiveAsync(queue, 10, Long, Cancellation);
        Assert.False(waiting.IsCompleted);
        await there.SendAsync(queue, [new("a", queue.IsGrouped() ? "x" : null)], Cancellation);
        Assert.Equal("a", Assert.Single(await waiting).Body);
    }

    [Fact]
    public async Task A_wait_ends_when_it_is_cancelled()
    {
        var queues = await OpenAsync();
        using var cancellation = new CancellationTokenSource();
        var waiting = queues.ReceiveAsync(WorkQueue.Notifications, 10, Long, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task The_switch_is_seen_by_others_and_outlasts_them()
    {
        var settings = Settings(TimeSpan.FromMinutes(1), 1);
        var (here, there) = (await OpenAsync(settings), await OpenAsync(settings));
        Assert.True(await there.IsEnabledAsync(Cancellation));
        await here.SetEnabledAsync(false, Cancellation);
        Assert.False(await there.IsEnabledAsync(Cancellation));
        Assert.False(await (await OpenAsync(settings)).IsEnabledAsync(Cancellation));
        await there.SetEnabledAsync(true, Cancellation);
        Assert.True(await here.IsEnabledAsync(Cancellation));
    }

    [Fact]
    public async Task Many_receivers_get_each_message_once_and_no_group_twice_at_a_time()
    {
        var settings = Settings(TimeSpan.FromMinutes(1), 1);
        IWorkQueues[] processes = [await OpenAsync(settings), await OpenAsync(settings), await OpenAsync(settings)];
        var messages = Enumerable.Range(0, 300).Select(i => new OutgoingMessage($"{i}", $"group-{i % 20}")).ToArray();
        Assert.Equal(300, (await processes[0].SendAsync(WorkQueue.Tallies, messages, Cancellation)).Count(o => o == MessageOutcome.Done));
        var received = new List<int>();
        var inFlight = new HashSet<string>();

        async Task DrainAsync(IWorkQueues queues)
        {
            while (await queues.ReceiveAsync(WorkQueue.Tallies, 7, TimeSpan.FromMilliseconds(100), Cancellation) is { Count: > 0 } batch)
            {
                var groups = batch.Select(m => m.Group!).Distinct().ToArray();
                lock (inFlight)
                {
                    Assert.All(groups, g => Assert.True(inFlight.Add(g), $"{g} was in flight twice"));
                    received.AddRange(batch.Select(m => int.Parse(m.Body)));
                }
                await Task.Yield();
                lock (inFlight)
                    inFlight.ExceptWith(groups);
                await queues.DeleteAsync(WorkQueue.Tallies, batch, Cancellation);
            }
        }

        while (received.Count < messages.Length)
            await Task.WhenAll(processes.Select(p => Task.Run(() => DrainAsync(p), Cancellation)));
        Assert.Equal(Enumerable.Range(0, 300), received.Order());
        // In order within each group, whoever received them.
        Assert.All(received.GroupBy(i => i % 20), g => Assert.Equal(g.Order(), g));
    }

    private static Dictionary<WorkQueue, QueueSettings> Settings(TimeSpan visibility, int maxReceives) =>
        WorkQueueNames.All.ToDictionary(q => q, _ => new QueueSettings { Visibility = visibility, MaxReceives = maxReceives });

    private Task<IWorkQueues> OpenAsync(TimeSpan? visibility = null, int maxReceives = 9) => OpenAsync(Settings(visibility ?? TimeSpan.FromMinutes(1), maxReceives));

    private static async Task SendAsync(IWorkQueues queues, WorkQueue queue, params string[] bodies) =>
        Assert.All(await queues.SendAsync(queue, [.. bodies.Select(b => new OutgoingMessage(b))], Cancellation), o => Assert.Equal(MessageOutcome.Done, o));

    private static async Task SendToGroupAsync(IWorkQueues queues, string group, params string[] bodies) => Assert.All(
        await queues.SendAsync(WorkQueue.Tallies, [.. bodies.Select(b => new OutgoingMessage(b, group))], Cancellation), o => Assert.Equal(MessageOutcome.Done, o));

    // A receive may return fewer than there are.
    private static async Task<List<QueuedMessage>> ReceiveAllAsync(IWorkQueues queues, WorkQueue queue, int count)
    {
        var messages = new List<QueuedMessage>();
        while (messages.Count < count)
        {
            var batch = await queues.ReceiveAsync(queue, 100, Long, Cancellation);
            Assert.NotEmpty(batch);
            messages.AddRange(batch);
        }
        return messages;
    }
}
