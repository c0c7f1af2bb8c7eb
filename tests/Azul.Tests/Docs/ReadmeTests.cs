using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azul.Indexer.Commands;
using Azul.Plugins.Catalogs;
using Azul.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Azul.Tests.Docs;

/// <summary>What the README tells people to do works.</summary>
public sealed class ReadmeTests(RunningGateway gateway) : IClassFixture<RunningGateway>
{
    private static readonly IReadOnlyList<(string Language, string Text)> Blocks = Markdown.Blocks("README.md");

    [Fact]
    public async Task The_query_has_the_answer_that_stands_below_it()
    {
        var query = Blocks.Single(b => b.Language == "graphql").Text;
        var expected = JsonNode.Parse(Blocks.First(b => b.Language == "json").Text);

        using var response = await gateway.Client.PostAsJsonAsync("/graphql", new { query }, TestContext.Current.CancellationToken);

        var answer = await JsonNode.ParseAsync(
            await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(JsonNode.DeepEquals(expected, answer), $"The answer is\n{answer}");
    }

    [Fact]
    public async Task The_REST_request_finds_what_it_asks_for()
    {
        var arguments = Commands().Single(c => c.StartsWith("curl ", StringComparison.Ordinal)).Split(" -d ");
        var parameters = arguments[1..].Prepend(Between(arguments[0], "--data-urlencode '", "'"));
        var path = new Uri(Between(arguments[0], "-G ", " ")).AbsolutePath;

        var answer = await gateway.Client.GetFromJsonAsync<JsonObject>(
            $"{path}?{string.Join('&', parameters.Select(Encoded))}", TestContext.Current.CancellationToken);

        Assert.Equal(1, (int)answer!["pagination"]!["count"]!);
        Assert.Equal("projectTitle", (string?)answer["pagination"]!["sort"]);
        Assert.Contains("heart", answer["hits"]![0]!["samples"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_of_a_catalog_of_ones_own_are_right()
    {
        using var settings = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Blocks.Last(b => b.Language == "json").Text));
        var configuration = new ConfigurationBuilder().AddJsonStream(settings).Build();
        using var root = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(root.Path, "area"));

        var catalogs = CatalogConfiguration.Read(configuration, CatalogRegistration.MetadataPlugins, CatalogRegistration.RepositoryPlugins(root.Path, TimeProvider.System));

        Assert.Equal("mine", Assert.Single(catalogs).Name);
    }

    [Fact]
    public void Every_command_of_the_indexer_is_one()
    {
        const string Program = "dotnet run --project src/Indexer -- ";
        var commands = Commands().Where(c => c.StartsWith(Program, StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(commands);
        Assert.All(commands, c => Assert.True(CommandLine.Understands(c[Program.Length..].Split(' ')), c));
    }

    private static IEnumerable<string> Commands() => Blocks.Where(b => b.Language == "sh").SelectMany(b => b.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var to = text.IndexOf(end, from, StringComparison.Ordinal);
        return text[from..(to < 0 ? text.Length : to)];
    }

    private static string Encoded(string parameter) => parameter.Split('=', 2) is [var name, var value] ? $"{name}={Uri.EscapeDataString(value)}" : parameter;
}
