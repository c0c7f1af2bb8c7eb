using Azul.Indexer.Commands;
using Azul.Indexer.Messages;
using Azul.Indexer.Queues;
using Azul.Indexer.Queues.Dumps;

namespace Azul.Tests.Indexer.Commands;

public sealed class QueueDumpTests : IDisposable
{
    private readonly Operator user = new();

    private string DumpFile => Path.Combine(user.Folder, "messages");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_dumped_and_purged_is_fed_back()
    {
        await user.SendAsync(WorkQueue.Tallies, new("{\"a\":\"\u00e9<\"}", "one"), new("b", "two"), new("c", "one"));

        Assert.Equal(3, (await user.RunAsync("queues", "dump", "tallies", DumpFile, "--json")).Succeeded().Json.GetProperty("dumped").GetInt32());
        Assert.Equal(3, (await user.CountAsync(WorkQueue.Tallies)).Total);
        (await user.RunAsync("queues", "purge", "tallies")).Succeeded();
        Assert.Contains("Sent 3 messages to tallies", (await user.RunAsync("queues", "feed", DumpFile)).Succeeded().Output, StringComparison.Ordinal);

        Assert.Equal([("{\"a\":\"\u00e9<\"}", "one"), ("b", "two"), ("c", "one")], await MessagesAsync(WorkQueue.Tallies));
    }

    [Fact]
    public async Task A_dump_that_deletes_leaves_what_is_in_flight()
    {
        await user.SendAsync(WorkQueue.Notifications, new("a"), new("b"), new("c"));
        await user.WithQueuesAsync(async worker =>
        {
            Assert.Single(await worker.ReceiveAsync(WorkQueue.Notifications, 1, TimeSpan.Zero, Cancellation));
            Assert.Equal(2, (await user.RunAsync("queues", "dump", "notifications", DumpFile, "--delete", "--json")).Succeeded().Json.GetProperty("dumped").GetInt32());
            Assert.Equal(new QueueCounts(0, 1, 0), (await worker.CountAsync(Cancellation))[WorkQueue.Notifications]);
            return 0;
        });
        Assert.Equal(2, File.ReadLines(DumpFile).Count());
        (await user.RunAsync("queues", "dump", "notifications", "--delete")).Failed(CommandLine.Wrong, "--delete needs a file");
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_overwritten()
    {
        await File.WriteAllTextAsync(DumpFile, "precious", Cancellation);
        (await user.RunAsync("queues", "dump", "notifications", DumpFile)).Failed(CommandLine.Failed, DumpFile, "already exists");
        Assert.Equal("precious", await File.ReadAllTextAsync(DumpFile, Cancellation));
    }

    [Fact]
    public async Task Another_queue_than_the_original_must_be_forced()
    {
        await user.SendAsync(WorkQueue.NotificationsFail, new("a"), new("b"));
        (await user.RunAsync("queues", "dump", "notifications_fail", DumpFile)).Succeeded();

        (await user.RunAsync("queues", "feed", DumpFile, "notifications_retry")).Failed(CommandLine.Failed, "QUEUE_OTHER", $"{DumpFile}, line 1", "--force");
        Assert.Equal(0, (await user.CountAsync(WorkQueue.NotificationsRetry)).Total);
        (await user.RunAsync("queues", "feed", DumpFile, "notifications_retry", "--force")).Succeeded();
        Assert.Equal(2, (await user.CountAsync(WorkQueue.NotificationsRetry)).Total);
        (await user.RunAsync("queues", "undump", DumpFile, "tallies", "--force")).Failed(CommandLine.Failed, "DUMP_INVALID", "cannot go to tallies");
    }

    [Fact]
    public async Task The_rest_of_a_dump_can_be_fed()
    {
        await user.SendAsync(WorkQueue.Notifications, new("a"), new("b"), new("c"));
        (await user.RunAsync("queues", "dump", "notifications", DumpFile, "--delete")).Succeeded();
        (await user.RunAsync("queues", "feed", DumpFile, "--skip", "2")).Succeeded();
        Assert.Equal([("c", null)], await MessagesAsync(WorkQueue.Notifications));
        (await user.RunAsync("queues", "feed", DumpFile, "--skip", "-1")).Failed(CommandLine.Wrong, "--skip is -1");
    }

    [Fact]
    public async Task A_tally_that_is_fed_belongs_to_the_entity_and_the_generation_that_it_names_whatever_queues_it_is_from()
    {
        var tally = new Tally("sample", new("files", "a"), 1) { Generation = 2 };
        var dumped = new DumpedMessage("tallies", null, "#5", DateTimeOffset.UnixEpoch, 1, null, MessageFormat.Serialize(tally));
        await File.WriteAllTextAsync(DumpFile, dumped.ToLine() + "\n", Cancellation);
        (await user.RunAsync("queues", "feed", DumpFile)).Succeeded();

        Assert.Equal([(dumped.Body, tally.Group)], await MessagesAsync(WorkQueue.Tallies));
        Assert.Equal(1, await user.WithQueuesAsync(async queues => (await queues.CountAsync("sample@2", Cancellation))![WorkQueue.Tallies]));
    }

    [Theory]
    [InlineData("nonsense", "line 2: it is no message of a dump")]
    [InlineData("{\"queue\":\"notifications\"}", "line 2: it is no message of a dump")]
    [InlineData("{\"queue\":\"nonsense\",\"body\":\"a\"}", "line 2: there is no queue 'nonsense'")]
    [InlineData("{\"queue\":\"tallies\",\"body\":\"a\"}", "line 2: the message was in tallies, not in notifications")]
    public async Task A_dump_that_is_damaged_is_refused_before_anything_is_sent(string line, string error)
    {
        await File.WriteAllTextAsync(DumpFile, $"{{\"queue\":\"notifications\",\"body\":\"a\"}}\n{line}\n", Cancellation);
        (await user.RunAsync("queues", "feed", DumpFile)).Failed(CommandLine.Failed, error);
        Assert.Equal(0, (await user.CountAsync(WorkQueue.Notifications)).Total);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named() =>
        (await user.RunAsync("queues", "feed", DumpFile)).Failed(CommandLine.Failed, DumpFile);

    public void Dispose() => user.Dispose();

    private Task<List<(string Body, string? Group)>> MessagesAsync(WorkQueue queue) => user.WithQueuesAsync(async queues =>
    {
        var messages = new List<(string, string?)>();
        await foreach (var message in queues.BrowseAsync(queue, Cancellation))
            messages.Add((message.Body, message.Group));
        return messages;
    });
}
