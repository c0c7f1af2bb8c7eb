using Azul.GraphSchema;
using Azul.Plugins.Anvil;
using Azul.Tests.Golden;
using Azul.Tests.GraphQL.Support;
using Azul.Tests.Support;

namespace Azul.Tests.Anvil;

/// <summary>GraphQL comes out of the plugin's declarations alone.</summary>
public sealed class AnvilGraphTests : IAsyncLifetime
{
    private static readonly AnvilPlugin Plugin = new();

    private GraphQLHost host = null!;

    public async ValueTask InitializeAsync()
    {
        var indexing = new Indexing(Plugin);
        indexing.Add(AnvilBundle.Family.Build());
        host = await GraphQLHost.StartAsync(ToyRepository.Catalogs(Plugin, "anvil"), indexing.Aggregates());
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public void Dotted_names_are_nested() => Assert.All(
        ["type AnvilBiosample ", "type AnvilBiosampleGroup ", "type AnvilDiagnosisGroup ", "input AnvilBiosamplesFilter ", "type AnvilBiosamplesFacets ", "type AnvilSummary "],
        declaration => Assert.Contains(declaration, GraphSchemas.Print([Plugin]), StringComparison.Ordinal));

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

    private async Task<string> DataAsync(string query) => (await host.DataAsync(query)).GetRawText();
}
