using System.Text;
using Azul.GraphSchema;
using Azul.GraphSchema.Paging;
using Azul.Plugins.Access;
using Azul.Plugins.Anvil;
using Azul.Plugins.Catalogs;
using Azul.Search;
using Azul.Search.Documents;
using Azul.Search.Embedded;
using Azul.Tests.Golden;
using Azul.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Azul.Tests.Anvil;

/// <summary>GraphQL comes out of the plugin's declarations alone.</summary>
public sealed class AnvilGraphTests : IAsyncLifetime
{
    private const string Name = "anvil";

    private readonly TemporaryFolder folder = new();
    private ServiceProvider services = null!;
    private GraphEngine engine = null!;

    public async ValueTask InitializeAsync()
    {
        var plugin = new AnvilPlugin();
        var catalogs = ToyRepository.Catalogs(plugin, Name);
        services = new ServiceCollection().AddSingleton(catalogs).AddEmbeddedIndex(new() { DataFolder = folder.Path }).AddLogging().BuildServiceProvider();
        engine = new(catalogs, services.GetRequiredService<IEntitySearch>(), new Key(), NullLogger<GraphEngine>.Instance);
        var indexing = new Indexing(plugin);
        indexing.Add(AnvilBundle.Family.Build());
        var store = services.GetRequiredService<IDocumentStore>();
        await store.OpenAsync(TestContext.Current.CancellationToken);
        await store.WriteAggregatesAsync(
            Name, [.. indexing.Aggregates().Select(a => new AggregateWrite(a.Entity, AggregateDocument.Of(plugin, a), 0))], TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public void Dotted_names_are_nested() => Assert.All(
        ["type AnvilBiosample ", "type AnvilBiosampleGroup ", "type AnvilDiagnosisGroup ", "input AnvilBiosamplesFilter ", "type AnvilBiosamplesFacets ", "type AnvilSummary "],
        declaration => Assert.Contains(declaration, engine.Sdl, StringComparison.Ordinal));

    [Theory]
    [InlineData("biosamples: { anatomicalSite: { is: [\"blood\"] } }", 2)]
    [InlineData("files: { fileFormat: { is: [\".bam\"] } }", 1)]
    [InlineData("biosamples: { donorAgeAtCollection: { contains: [{ gte: 35, lte: 35 }] } }", 2)]
    [InlineData("biosamples: { donorAgeAtCollection: { within: [{ gte: 35 }] } }", 0)]
    [InlineData("diagnoses: { diagnosisAge: { contains: [{ gte: 100, lte: 100 }] } }", 2)]
    [InlineData("diagnoses: { onsetAge: { contains: [{ gte: 100, lte: 100 }] } }", 0)]
    public async Task Biosamples_are_found_by_nested_fields(string filter, int count) => Assert.Equal(
        $$$$"""{"anvil":{"biosamples":{"totalCount":{{{{count}}}}}}}""",
        await DataAsync($$$"""{ anvil { biosamples(filter: { {{{filter}}} }) { totalCount } } }"""));

    [Fact]
    public async Task Lists_ranges_and_groups_are_shown() => Assert.Equal(
        """
        {"anvil":{"donors":{"nodes":[{"donorId":"donor 3","reportedEthnicity":["A","B"],
        "diagnoses":[{"diagnosisAge":[{"gte":5,"lte":null}]}],
        "biosamples":[{"donorAgeAtCollection":[{"gte":30,"lte":40}]}],
        "files":[{"fileFormat":[".bam"],"count":1},{"fileFormat":[".cram"],"count":1}]}]}}}
        """.ReplaceLineEndings(""),
        await DataAsync("""
            { anvil { donors { nodes { donorId reportedEthnicity diagnoses { diagnosisAge { gte lte } } biosamples { donorAgeAtCollection { gte lte } } files { fileFormat count } } } } }
            """));

    [Fact]
    public async Task The_summary_counts_what_there_is() => Assert.Equal(
        """
        {"anvil":{"summary":{"activityCount":2,"activityTypes":[{"count":1,"type":"Alignment"},{"count":1,"type":"Sequencing"}],"biosampleCount":2,"datasetCount":1,
        "donorCount":1,"donorDiagnosisPhenotypes":[{"count":1,"phenotype":null}],"fileFormats":[{"count":1,"format":".bam"},{"count":1,"format":".cram"}]}}}
        """.ReplaceLineEndings(""),
        await DataAsync("""
            { anvil { summary { activityCount activityTypes { count type } biosampleCount datasetCount donorCount donorDiagnosisPhenotypes { count phenotype } fileFormats { count format } } } }
            """));

    private async Task<string> DataAsync(string query)
    {
        var answer = await engine.AnswerAsync(new(query), new(new Everything(), "https://example.org"), TestContext.Current.CancellationToken);
        using var buffer = new MemoryStream();
        await answer.WriteAsync(buffer, TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(buffer.ToArray());
        Assert.True(answer.ErrorCode is null, text);
        return System.Text.Json.JsonElement.Parse(text).GetProperty("data").GetRawText();
    }

    private sealed class Key : ICursorKey
    {
        public ReadOnlyMemory<byte> Bytes { get; } = new byte[32];
    }

    private sealed class Everything : ICallerAccess
    {
        public ValueTask<AccessibleSources> AccessibleSourcesAsync(Catalog catalog, CancellationToken cancellation) => new(AccessibleSources.All);
    }
}
