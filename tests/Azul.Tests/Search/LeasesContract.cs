using Microsoft.Extensions.Time.Testing;

namespace Azul.Tests.Search;

/// <summary>What every <see cref="Azul.Search.ILeases"/> does. An adapter's tests inherit it.</summary>
public abstract class LeasesContract : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private IndexUnderTest index = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => index = await OpenAsync(["toys"], time);

    public async ValueTask DisposeAsync()
    {
        await index.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected abstract Task<IndexUnderTest> OpenAsync(string[] catalogs, TimeProvider time);

    [Fact]
    public async Task A_lease_is_held_by_one_until_its_time_is_over()
    {
        Assert.True(await TakeAsync("a", Minute));
        Assert.False(await TakeAsync("b", Minute));
        time.Advance(Minute - TimeSpan.FromSeconds(1));
        Assert.False(await TakeAsync("b", Minute));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await TakeAsync("b", Minute));
        Assert.False(await TakeAsync("a", Minute));
    }

    [Fact]
    public async Task The_holder_can_prolong_it_and_give_it_back()
    {
        Assert.True(await TakeAsync("a", Minute));
        time.Advance(Minute / 2);
        Assert.True(await TakeAsync("a", Minute));
        time.Advance(Minute / 2);
        Assert.False(await TakeAsync("b", Minute));
        Assert.True(await TakeAsync("a", TimeSpan.Zero));
        Assert.True(await TakeAsync("b", Minute));
    }

    [Fact]
    public async Task Leases_of_other_names_are_others()
    {
        Assert.True(await TakeAsync("a", Minute));
        Assert.True(await index.Leases.TryTakeAsync("another", "b", Minute, Cancellation));
    }

    [Fact]
    public async Task Of_many_who_want_it_at_the_same_time_one_gets_it()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => TakeAsync($"{i}", Minute))));
        Assert.Single(taken, t => t);
    }

    private Task<bool> TakeAsync(string holder, TimeSpan duration) => index.Leases.TryTakeAsync("work", holder, duration, Cancellation);
}
