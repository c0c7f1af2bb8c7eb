using Azul.Gateway.Rest.Health;
using Azul.Plugins.Documents;
using Azul.Tests.Rest.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Azul.Tests.Rest.Health;

/// <summary>The health of the service (<c>spec/service.md</c> §1.10).</summary>
public sealed class HealthTests(SampleCatalogs catalogs) : IClassFixture<SampleCatalogs>
{
    [Theory]
    [InlineData("/health/basic", "up")]
    [InlineData("/health/fast", "api_endpoints,elasticsearch,up")]
    [InlineData("/health", "api_endpoints,elasticsearch,other_lambdas,progress,queues,up")]
    [InlineData("/health/", "api_endpoints,elasticsearch,other_lambdas,progress,queues,up")]
    [InlineData("/health/progress", "progress,up")]
    [InlineData("/health/queues,elasticsearch", "elasticsearch,queues,up")]
    public async Task Health_is_told_by_key(string url, string keys)
    {
        var answer = await RestAnswer.GetAsync(catalogs.Server, url);

        Assert.Equal(200, answer.Status);
        Assert.Equal(keys, string.Join(',', answer.Body.Select(p => p.Key)));
        Assert.True(answer.Body["up"].AsBoolean);
    }

    [Theory]
    [InlineData("foo")]
    [InlineData("elasticsearch,")]
    [InlineData(",")]
    [InlineData("elasticsearch,%20queues")]
    public async Task Unknown_keys_are_refused(string keys)
    {
        var answer = await RestAnswer.GetAsync(catalogs.Server, $"/health/{keys}");

        Assert.Equal((400, """{"Message":"Invalid health keys"}"""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task Queues_and_progress_have_counts()
    {
        var body = (await RestAnswer.GetAsync(catalogs.Server, "/health/progress,queues")).Body;

        Assert.Equal("""{"up":true,"unindexed_bundles":0,"unindexed_documents":0,"failed":0,"bundles_per_second":0,"documents_per_second":0}""", body["progress"].ToString());
        Assert.Equal("""{"up":true,"messages":{"delayed":0,"invisible":0,"queued":0}}""", body["queues"].AsEntity["tallies"].ToString());
    }

    [Fact]
    public async Task Cached_health_is_what_the_schedule_found()
    {
        catalogs.Server.Services.GetRequiredService<CachedHealth>().Set(new(("up", false)));

        var answer = await RestAnswer.GetAsync(catalogs.Server, "/health/cached");

        Assert.Equal((503, """{"up":false}"""), (answer.Status, answer.Text));
    }

    [Fact]
    public void Cached_health_grows_stale()
    {
        var time = new FakeTimeProvider();
        var cache = new CachedHealth(time);
        Assert.Null(cache.Health);
        cache.Set(new(("up", true)));

        time.Advance(TimeSpan.FromSeconds(120));
        Assert.False(cache.IsStale);

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(cache.IsStale);
    }

    [Fact]
    public async Task Aspects_that_fail_or_hang_are_down_and_no_other_is_touched()
    {
        var time = new FakeTimeProvider();
        var check = new HealthCheck(
            [
                new Aspect("fails", _ => throw new InvalidOperationException("broken")),
                new Aspect("hangs", async cancellation => { await Task.Delay(Timeout.Infinite, cancellation); return new(); }),
                new Aspect("untouched", _ => throw new InvalidOperationException("touched")),
                new Aspect("well", _ => Task.FromResult<Entity>(new(("up", true)))),
            ],
            time);

        var checking = check.CheckAsync(["well", "hangs", "fails"], TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(
            """{"fails":{"up":false,"error":"broken"},"hangs":{"up":false,"error":"No answer within 5 seconds"},"well":{"up":true},"up":false}""",
            (await checking).ToString());
    }

    private sealed class Aspect(string key, Func<CancellationToken, Task<Entity>> check) : IHealthAspect
    {
        public string Key => key;

        public bool IsFast => true;

        public Task<Entity> CheckAsync(CancellationToken cancellation) => check(cancellation);
    }
}
