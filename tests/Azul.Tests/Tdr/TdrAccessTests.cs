using Azul.Gateway.Access;
using Azul.Plugins.Access;
using Azul.Plugins.Catalogs;
using Azul.Tests.Doubles.Google;
using Azul.Tests.Doubles.Faults;
using Azul.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Azul.Tests.Tdr;

/// <summary>Who may access what (<c>spec/service.md</c> §7.2–7.5).</summary>
public sealed class TdrAccessTests : IAsyncLifetime
{
    private const string User = "user-token";

    private readonly FakeTimeProvider time = new();
    private GoogleDouble google = null!;
    private Catalog catalog = null!;

    public async ValueTask InitializeAsync()
    {
        google = await TdrSetup.StartAsync();
        google.Snapshots.Add(HcaTables.Snapshot);
        google.Snapshots.Add(google.Snapshots[0] with { Id = TdrSetup.HcaId, Name = "public" });
        google.Snapshots.Add(google.Snapshots[0] with { Id = "managed", Name = "managed" });
        google.Accounts.Add(User, new("somebody@example.com") { Snapshots = [TdrSetup.HcaId, "managed"] });
        catalog = TdrSetup.Catalog(google, HcaTables.Spec, time);
    }

    public async ValueTask DisposeAsync() => await google.DisposeAsync();

    [Fact]
    public async Task Anonymous_callers_access_what_the_public_account_does() => Assert.Equal([TdrSetup.HcaId], (await catalog.Decide(null)).Ids);

    [Fact]
    public async Task Without_a_public_account_anonymous_callers_access_nothing() =>
        Assert.Equal([], (await TdrSetup.Catalog(google, HcaTables.Spec, time, ("PublicCredentials:Token", null)).Decide(null)).Ids);

    [Fact]
    public async Task A_user_accesses_what_the_role_map_lists() => Assert.Equal([TdrSetup.HcaId, "managed"], (await catalog.Decide(User)).Ids?.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("azul@azul-test.iam.gserviceaccount.com", "2000-x", true, true)]
    [InlineData("azul@azul-test.iam.gserviceaccount.com", "2000-x", false, false)]
    [InlineData("azul@other.iam.gserviceaccount.com", "2000-x", true, false)]
    [InlineData("somebody@example.com", "2000-x", true, false)]
    [InlineData("somebody@example.com", "1000-x", false, true)]
    [InlineData("somebody@example.com", "10000-x", true, false)]
    public async Task Tokens_are_accepted_from_clients_and_accounts_of_the_project(string email, string client, bool isVerified, bool isAccepted)
    {
        google.Accounts.Add("token", new(email) { Client = client, IsEmailVerified = isVerified, Snapshots = ["managed"] });
        if (isAccepted)
            Assert.Equal(["managed"], (await catalog.Decide("token")).Ids);
        else
            await AssertRefused(AccessRefusal.InvalidCredentials, "Invalid credentials", "token");
    }

    [Fact]
    public async Task Without_a_client_no_user_is_accepted()
    {
        catalog = TdrSetup.Catalog(google, HcaTables.Spec, time, ("OAuthClientId", null));
        await AssertRefused(AccessRefusal.InvalidCredentials, "Invalid credentials", User);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("with:colon & more")]
    public Task An_unknown_token_is_invalid(string token) => AssertRefused(AccessRefusal.InvalidCredentials, "Invalid credentials", token);

    [Fact]
    public async Task A_caller_who_is_not_registered_is_treated_as_anonymous()
    {
        google.Accounts.Add("token", new("new@example.com") { IsRegistered = false });
        Assert.Equal([TdrSetup.HcaId], (await catalog.Decide("token")).Ids);
    }

    [Fact]
    public async Task A_registered_caller_whom_tdr_refuses_is_told_why()
    {
        google.Accounts.Add("token", new("refused@example.com") { IsWelcome = false });
        await AssertRefused(AccessRefusal.InvalidCredentials, $"registered but not authorized to access {google.Address}/api/repository/v1/snapshots/roleMap", "token");
    }

    [Fact]
    public async Task A_token_that_expires_in_between_is_refused()
    {
        google.Faults.Add("/roleMap", Fault.Meanwhile(() => google.Accounts.Expire(User)));
        var error = await AssertRefused(AccessRefusal.InvalidCredentials, "", User);
        Assert.Empty(error.Message);
    }

    [Theory]
    [InlineData("/roleMap", User)]
    [InlineData("/roleMap", null)]
    [InlineData("/tokeninfo", User)]
    public async Task An_overloaded_service_is_passed_on(string path, string? token)
    {
        google.Faults.Add(path, Fault.Status(429));
        await AssertRefused(AccessRefusal.TooManyRequests, $"Maximum request rate exceeded for {google.Address}", token);
        Assert.Equal(1, google.Count(path));
    }

    [Theory]
    [InlineData("/roleMap", 500)]
    [InlineData("/roleMap", 502)]
    [InlineData("/tokeninfo", 503)]
    public async Task A_broken_service_is_unavailable(string path, int status)
    {
        google.Faults.Add(path, Fault.Status(status));
        var error = await AssertRefused(AccessRefusal.Unavailable, $"No response from {google.Address}", User);
        Assert.Contains("within 5 seconds", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(User, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_unavailable()
    {
        google.Faults.Add("/roleMap", Fault.Truncated);
        await AssertRefused(AccessRefusal.Unavailable, $"No response from {google.Address}/api/repository/v1/snapshots/roleMap within 5 seconds", User);
    }

    [Fact]
    public async Task An_answer_is_kept_for_a_minute_per_catalog_and_token()
    {
        await catalog.Decide(User);
        google.Accounts.Expire(User);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Contains("managed", (await catalog.Decide(User)).Ids!);
        await catalog.Decide(null);
        Assert.Equal(2, google.Count("/roleMap"));
        await AssertRefused(AccessRefusal.InvalidCredentials, "", User, catalog with { Name = "another" });
        time.Advance(TimeSpan.FromSeconds(1));
        await AssertRefused(AccessRefusal.InvalidCredentials, "Invalid credentials", User);
    }

    [Fact]
    public async Task Refusals_are_not_kept()
    {
        await AssertRefused(AccessRefusal.InvalidCredentials, "", "later");
        google.Accounts.Add("later", new("later@example.com") { Snapshots = [] });
        Assert.Empty((await catalog.Decide("later")).Ids!);
    }

    [Fact]
    public async Task The_gateway_asks_the_repository_and_else_the_configuration()
    {
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(Settings.OfJson("""{"Azul": {"Access": {"Anonymous": "none", "Tokens": [{"Token": "local", "Sources": "all"}]}}}"""))
            .AddSingleton(TimeProvider.System)
            .AddSourceAccess()
            .BuildServiceProvider();
        var policy = services.GetRequiredService<ISourceAccessPolicy>();
        var toys = ToyRepository.Catalogs(new ToyPlugin(), "toys").Default;
        Assert.Equal([TdrSetup.HcaId], (await policy.DecideAsync(catalog, Credentials.Anonymous, TestContext.Current.CancellationToken)).Ids);
        Assert.Empty((await policy.DecideAsync(toys, Credentials.Anonymous, TestContext.Current.CancellationToken)).Ids!);
        Assert.Null((await policy.DecideAsync(toys, new("local"), TestContext.Current.CancellationToken)).Ids);
        await Assert.ThrowsAsync<AccessRefusedException>(async () => await policy.DecideAsync(catalog, new("local"), TestContext.Current.CancellationToken));
    }

    private async Task<AccessRefusedException> AssertRefused(AccessRefusal refusal, string message, string? token, Catalog? other = null)
    {
        var error = await Assert.ThrowsAsync<AccessRefusedException>(async () => await (other ?? catalog).Decide(token));
        Assert.Equal(refusal, error.Refusal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        return error;
    }
}
