using System.Runtime.CompilerServices;
using System.Text.Json;
using Azul.Indexer.Generate;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;
using Azul.Tests.Repositories;
using Azul.Tests.Support;

namespace Azul.Tests.Generate;

public sealed class StagingAreaGeneratorTests(GeneratedArea area) : IClassFixture<GeneratedArea>
{
    [Fact]
    public async Task The_same_options_make_the_same_bytes()
    {
        using var first = await GeneratedArea.Of(15);
        using var second = await GeneratedArea.Of(15);
        using var other = await GeneratedArea.Of(15, seed: 2);
        Assert.Equal(GeneratedArea.Contents(first.Path), GeneratedArea.Contents(second.Path));
        Assert.Empty(GeneratedArea.Contents(first.Path).Keys.Intersect(GeneratedArea.Contents(other.Path).Keys));
    }

    [Fact]
    public async Task Every_bundle_can_be_fetched_and_is_large_enough()
    {
        var files = new List<int>();
        foreach (var bundle in await Bundles())
        {
            var metadata = bundle.Part("metadata");
            files.Add(metadata.Documents.Count);
            var size = metadata.Documents.Sum(d => d.Value.GetRawText().Length) + bundle.Part("links").Document.GetRawText().Length;
            Assert.InRange(size, 25 * 1024, 50 * 1024);
        }
        Assert.Equal(GeneratedArea.Bundles, files.Count);
        Assert.InRange(files.Average(), 9, 15);
    }

    [Fact]
    public async Task Every_file_belongs_to_a_bundle_and_says_what_it_is()
    {
        var linked = (await Bundles()).SelectMany(b => b.Part("metadata").Documents).Select(d => d.Key).ToHashSet();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(area.Path, "metadata"), "*", SearchOption.AllDirectories))
        {
            var type = Path.GetFileName(Path.GetDirectoryName(file))!;
            var document = JsonElement.Parse(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            var id = document.GetProperty("provenance").GetProperty("document_id").GetString();
            Assert.StartsWith(id!, Path.GetFileName(file), StringComparison.Ordinal);
            Assert.EndsWith("/" + type, document.GetProperty("describedBy").GetString(), StringComparison.Ordinal);
            Assert.Contains($"{type}/{id}", linked);
        }
    }

    [Fact]
    public async Task Both_ends_of_every_link_are_in_the_bundle()
    {
        foreach (var bundle in await Bundles())
        {
            var ids = bundle.Part("metadata").Documents.Select(d => d.Key.Split('/')[1]).ToHashSet();
            foreach (var link in bundle.Part("links").Document.GetProperty("links").EnumerateArray().Where(l => l.TryGetProperty("process_id", out _)))
            {
                Assert.Contains(link.GetProperty("process_id").GetString()!, ids);
                Assert.All(link.GetProperty("inputs").EnumerateArray(), i => Assert.Contains(i.GetProperty("input_id").GetString()!, ids));
                Assert.All(link.GetProperty("outputs").EnumerateArray(), o => Assert.Contains(o.GetProperty("output_id").GetString()!, ids));
            }
        }
    }

    [Fact]
    public async Task The_largest_project_has_two_fifths_of_the_bundles()
    {
        var projects = Links(area.Path).CountBy(ProjectOf).Select(p => p.Value).OrderDescending().ToArray();
        Assert.Equal(GeneratedArea.Bundles * 2 / 5, projects[0]);
        Assert.Equal(projects.Length, Directory.GetFiles(Path.Combine(area.Path, "metadata", "project")).Length);
        using var single = await GeneratedArea.Of(12, inOneProject: true);
        Assert.Single(Links(single.Path).Select(ProjectOf).Distinct());
    }

    [Theory]
    [InlineData("donor_organism", "organism_age")]
    [InlineData("donor_organism", "development_stage")]
    [InlineData("specimen_from_organism", "diseases")]
    [InlineData("specimen_from_organism", "organ_parts")]
    [InlineData("specimen_from_organism", "preservation_storage")]
    [InlineData("cell_suspension", "selected_cell_types")]
    [InlineData("cell_suspension", "estimated_cell_count")]
    [InlineData("sequence_file", "lane_index")]
    [InlineData("sequencing_protocol", "paired_end")]
    [InlineData("library_preparation_protocol", "nucleic_acid_source")]
    [InlineData("project", "hca_bionetworks")]
    [InlineData("project", "geo_series_accessions")]
    public void Some_entities_have_a_property_and_some_do_not(string type, string property)
    {
        var values = Directory.EnumerateFiles(Path.Combine(area.Path, "metadata", type))
            .Select(f => JsonElement.Parse(File.ReadAllBytes(f)).TryGetProperty(property, out var value) ? value.ToString() : null)
            .ToArray();
        Assert.Contains(null, values);
        Assert.InRange(values.Distinct().Count(), 2, int.MaxValue);
    }

    [Fact]
    public void All_kinds_of_entities_occur()
    {
        string[] expected =
        [
            "analysis_file", "analysis_process", "analysis_protocol", "cell_line", "cell_suspension", "collection_protocol", "differentiation_protocol", "dissociation_protocol",
            "donor_organism", "image_file", "imaged_specimen", "imaging_preparation_protocol", "imaging_protocol", "library_preparation_protocol", "organoid", "process", "project",
            "sequence_file", "sequencing_protocol", "specimen_from_organism", "supplementary_file",
        ];
        Assert.Equal(expected, Directory.EnumerateDirectories(Path.Combine(area.Path, "metadata")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Bundles_are_made_up_one_by_one_without_keeping_any()
    {
        var project = new GeneratedProject(new(new(1), 0, 1_000_000));
        var bundles = MakeUp(project);
        GC.Collect();
        Assert.DoesNotContain(bundles, b => b.IsAlive);
        GC.KeepAlive(project);
    }

    [Fact]
    public async Task Progress_ends_with_all_bundles()
    {
        var reports = new Reports();
        using var generated = await GeneratedArea.Of(120, progress: reports);
        Assert.Equal([100, 120], reports.Counts.Order());
    }

    [Fact]
    public void A_folder_with_something_in_it_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("precious.txt", "x");
        Assert.Throws<ArgumentException>(() => new StagingAreaGenerator(new() { Folder = folder.Path, Bundles = 10 }));
        Assert.Throws<ArgumentException>(() => new StagingAreaGenerator(new() { Folder = folder.Path + "/new", Bundles = 0 }));
    }

    // A method of its own, so that no local variable of the test holds a bundle.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] MakeUp(GeneratedProject project) =>
        [.. Enumerable.Range(0, 200).Select(i => BundleAssembly.Of(project, i, 0)).SelectMany(b => new[] { new WeakReference(b.Bundle), new WeakReference(b.Links) })];

    private async Task<List<Bundle>> Bundles()
    {
        var repository = StagingAreas.Repository(area.Path);
        var source = await repository.OnlySource();
        Assert.Empty(await repository.ListUnlistedFilesAsync(source, TestContext.Current.CancellationToken));
        var bundles = new List<Bundle>();
        foreach (SourcedBundle bundle in await repository.BundlesOf(source))
            bundles.Add(await repository.Fetch(bundle));
        return bundles;
    }

    private static IEnumerable<string> Links(string area) => Directory.EnumerateFiles(Path.Combine(area, "links"));

    private static string ProjectOf(string linksFile) => linksFile.Split('_')[^1];

    private sealed class Reports : IProgress<int>
    {
        public System.Collections.Concurrent.ConcurrentBag<int> Counts { get; } = [];

        public void Report(int value) => Counts.Add(value);
    }
}
