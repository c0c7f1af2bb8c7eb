using Azul.Indexer.Aggregating;
using Azul.Indexer.Messages;
using Azul.Tests.Support;

namespace Azul.Tests.Indexer;

/// <summary>Entities that wait to be aggregated, and what becomes of further tallies of theirs.</summary>
public sealed class WaitingEntitiesTests
{
    private static readonly Tally Book = new("toys", new(ToyPlugin.Books, "a"), 3);

    private readonly WaitingEntities waiting = new();

    [Fact]
    public void Further_tallies_of_an_entity_that_waits_are_added_to_its_own()
    {
        using var wait = waiting.Enter(Book, () => true);
        Assert.True(waiting.TryAdd(Book with { NumContributions = 2 }));
        Assert.True(waiting.TryAdd(Book with { NumContributions = 0 }));
        Assert.Equal(Book with { NumContributions = 5 }, wait.Leave());
    }

    [Fact]
    public void Tallies_of_others_are_not()
    {
        using var wait = waiting.Enter(Book, () => true);
        Assert.False(waiting.TryAdd(Book with { Generation = 2 }));
        Assert.False(waiting.TryAdd(Book with { Entity = new(ToyPlugin.Books, "b") }));
        Assert.Equal(Book, wait.Leave());
    }

    [Fact]
    public void None_is_added_to_those_that_others_may_have_received_meanwhile()
    {
        var isHeld = true;
        using var wait = waiting.Enter(Book, () => isHeld);
        isHeld = false;
        Assert.False(waiting.TryAdd(Book));
        Assert.Equal(Book, wait.Leave());
    }

    [Fact]
    public void None_is_added_once_the_wait_is_over()
    {
        waiting.Enter(Book, () => true).Leave();
        Assert.False(waiting.TryAdd(Book));
    }

    [Fact]
    public void Of_two_waits_of_an_entity_the_end_of_the_first_leaves_the_second()
    {
        var first = waiting.Enter(Book, () => true);
        using var second = waiting.Enter(Book, () => true);
        first.Leave();
        Assert.True(waiting.TryAdd(Book));
        Assert.Equal(6, second.Leave().NumContributions);
    }
}
