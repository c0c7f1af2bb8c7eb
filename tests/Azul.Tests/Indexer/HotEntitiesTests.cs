using Azul.Indexer;
using Azul.Indexer.Aggregating;
using Azul.Indexer.Messages;
using Azul.Indexer.Work;
using Azul.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Azul.Tests.Indexer;

/// <summary>How long entities wait for more of their tallies.</summary>
public sealed class HotEntitiesTests
{
    private const int Many = 100;

    private static readonly Tally Book = new("toys", new(ToyPlugin.Books, "a"), 1);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(300);

    private readonly FakeTimeProvider time = new();
    private readonly IndexerOptions options = new();
    private readonly NotificationBacklog backlog;
    private readonly HotEntities hot;

    public HotEntitiesTests()
    {
        backlog = new(time);
        hot = new(options, backlog, time);
    }

    [Fact]
    public void What_took_long_waits_a_multiple_of_that()
    {
        hot.Note(Book, Long, Many);
        Assert.Equal(Long * options.HotFactor, hot.WaitOf(Book));
        Assert.True(hot.IsHot(Book));
    }

    [Fact]
    public void What_did_not_take_long_does_not_wait()
    {
        hot.Note(Book, Short, Many);
        Assert.Equal(TimeSpan.Zero, hot.WaitOf(Book));
    }

    [Fact]
    public void While_notifications_wait_what_has_many_contributions_waits_longer_each_time_but_not_for_ever()
    {
        using var full = backlog.Enter();
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 10; i++)
        {
            hot.Note(Book, Short, Many);
            waits.Add(hot.WaitOf(Book));
            time.Advance(waits[^1]);
            Assert.Equal(TimeSpan.Zero, hot.WaitOf(Book));
        }
        Assert.True(waits[0] > TimeSpan.Zero);
        Assert.True(waits[1] > waits[0]);
        Assert.Equal(options.BacklogDelay, waits[^1]);
    }

    [Fact]
    public void While_notifications_wait_what_has_few_contributions_does_not_wait()
    {
        using var full = backlog.Enter();
        hot.Note(Book, Short, 1);
        Assert.Equal(TimeSpan.Zero, hot.WaitOf(Book));
    }

    [Fact]
    public void Once_no_notifications_wait_nothing_waits_for_more()
    {
        using (backlog.Enter())
        {
            for (var i = 0; i < 10; i++)
                hot.Note(Book, Short, Many);
            Assert.Equal(options.BacklogDelay, hot.WaitOf(Book));
        }
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, hot.WaitOf(Book));
    }
}
