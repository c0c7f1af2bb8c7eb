using Azul.Gateway.Hosting;
using Azul.Indexer.Work;
using Azul.Plugins.Catalogs;
using Azul.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Azul.Tests.Hosting;

/// <summary>When the gateway does the work of the indexer, too.</summary>
public sealed class HostedIndexerTests
{
    [Theory]
    [InlineData(null, null, true)]
    [InlineData("Sqlite", null, true)]
    [InlineData("sqs", null, false)]
    [InlineData("Sqs", "true", true)]
    [InlineData(null, "false", false)]
    public void The_gateway_hosts_the_indexer_unless_queues_are_those_of_SQS_or_a_setting_says_otherwise(string? queue, string? setting, bool expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Azul:Queue"] = queue, ["Azul:HostIndexer"] = setting }).Build();

        Assert.Equal(expected, HostedIndexer.IsOn(configuration));
    }

    [Fact]
    public void The_setting_is_true_or_false() => Assert.Equal(
        "Azul:HostIndexer",
        Assert.Throws<ConfigurationException>(() => HostedIndexer.IsOn(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Azul:HostIndexer"] = "perhaps" }).Build())).Key);

    [Fact]
    public async Task A_gateway_without_indexer_answers_and_takes_no_work()
    {
        using var folder = new TemporaryFolder();
        await using var app = GatewayProgram.Build(["--urls", "http://127.0.0.1:0", "--Azul:DataFolder", folder.Path, "--Azul:HostIndexer", "false"]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        await app.Services.GetRequiredService<FirstIndexing>().Done.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Null(app.Services.GetService<QueueDrain>());
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        Assert.Contains("\"hits\":[]", await client.GetStringAsync(new Uri("/index/projects", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }
}
