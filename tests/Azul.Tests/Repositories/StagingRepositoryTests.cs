using System.Text.Json;
using Azul.Plugins.Repositories;
using Azul.Tests.Support;
using static Azul.Tests.Repositories.StagingAreas;

namespace Azul.Tests.Repositories;

public sealed class StagingRepositoryTests
{
    private const string Bundle = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
    private const string OtherBundle = "ab000000-aaaa-4aaa-8aaa-aaaaaaaaaaaa";

    [Fact]
    public async Task The_bundles_of_a_real_area_are_those_that_the_original_makes()
    {
        var repository = Repository(SharedFiles.Path("staging-area"));
        var bundles = await repository.BundlesOf(await repository.OnlySource());
        Assert.Equal(7, bundles.Count);
        foreach (var bundle in bundles)
        {
            var actual = await repository.Fetch(bundle);
            var file = SharedFiles.Path($"golden/bundles/{bundle.Fqid.Uuid}.{bundle.Fqid.Version}.dss.json");
            var expected = JsonElement.Parse(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).GetProperty("bundle");
            Assert.True(JsonElement.DeepEquals(expected.GetProperty("links"), actual.Part("links").Document), $"links of {bundle}");
            AssertSame(expected.GetProperty("metadata"), actual.Part("metadata"), inOrder: true);
            AssertSame(expected.GetProperty("manifest"), actual.Part("manifest"), inOrder: false);
        }
    }

    [Fact]
    public async Task The_id_of_a_source_is_its_configured_specification_and_its_prefix_is_computed()
    {
        using var area = With(Bundle);
        Assert.Equal(new($"{SourceName}:", $"{SourceName}:/0"), await Repository(area.Path).OnlySource());
        Assert.Equal(new($"{SourceName}:a/1", $"{SourceName}:a/1"), await Repository(area.Path, "a/1").OnlySource());
    }

    [Fact]
    public async Task Bundles_are_listed_by_prefix()
    {
        using var area = With(Bundle, OtherBundle);
        var repository = Repository(area.Path);
        var source = await repository.OnlySource();
        Assert.Equal([Bundle, OtherBundle], (await repository.BundlesOf(source)).Select(b => b.Fqid.Uuid));
        Assert.Equal([OtherBundle], (await repository.BundlesOf(source, "ab")).Select(b => b.Fqid.Uuid));
        Assert.Empty(await repository.BundlesOf(source, "b"));
    }

    [Fact]
    public async Task Of_each_id_the_greatest_version_counts()
    {
        using var area = With(Bundle);
        const string later = "2021-06-01T00:00:00.000000Z";
        area.Write(Links(Bundle, later), LinksDocument);
        area.Write(Metadata("project", Project, later), """{"schema_type": "project", "later": true}""");
        area.Write(Metadata("project", Project, "2020-01-01T00:00:00.000000Z"), "not JSON");
        var repository = Repository(area.Path);
        var bundle = Assert.Single(await repository.BundlesOf(await repository.OnlySource()));
        Assert.Equal(later, bundle.Fqid.Version);
        Assert.True((await repository.Fetch(bundle)).Part("metadata")[$"project/{Project}"]!.Value.GetProperty("later").GetBoolean());
    }

    [Fact]
    public async Task A_notification_without_a_version_means_the_version_of_the_links()
    {
        using var area = With(Bundle);
        Assert.Equal(StagingAreas.Version, (await Repository(area.Path).Fetch(Bundle, version: null!)).Id.Fqid.Version);
    }

    [Fact]
    public async Task A_manifest_entry_comes_from_the_descriptor()
    {
        using var area = With(Bundle);
        var entry = Assert.Single((await Repository(area.Path).Fetch(Bundle)).Part("manifest").Documents);
        Assert.Equal($"sequence_file/{DataFile}", entry.Key);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse("""
            {"name": "a!b c.txt", "version": "2021-01-02T00:00:00.000000Z", "content-type": "text/plain", "size": 5, "crc32c": "c", "sha256": "s", "indexed": false,
             "uuid": "a77b3030-4575-5eab-a278-923752322771", "drs_uri": "dss"}
            """), entry.Value), entry.Value.ToString());
    }

    [Fact]
    public async Task Files_of_supplementary_links_belong_to_the_bundle()
    {
        using var area = With();
        area.Write(Links(Bundle), $$"""
            {"schema_type": "links", "links": [{"link_type": "supplementary_file_link", "entity": {"entity_type": "project", "entity_id": "{{Project}}"},
              "files": [{"file_type": "sequence_file", "file_id": "{{DataFile}}"}]}]}
            """);
        var metadata = (await Repository(area.Path).Fetch(Bundle)).Part("metadata");
        Assert.Equal([$"project/{Project}", $"sequence_file/{DataFile}"], metadata.Documents.Select(d => d.Key));
    }

    [Fact]
    public async Task Files_that_come_and_go_are_noticed()
    {
        using var area = With(Bundle);
        var repository = Repository(area.Path);
        var source = await repository.OnlySource();
        area.Write(Links(OtherBundle), LinksDocument);
        Assert.Equal(2, (await repository.BundlesOf(source)).Count);
        File.Delete(Path.Combine(area.Path, Links(Bundle)));
        Assert.Equal(OtherBundle, Assert.Single(await repository.BundlesOf(source)).Fqid.Uuid);
        await Assert.ThrowsAsync<BundleException>(() => repository.Fetch(Bundle));
    }

    [Theory]
    [InlineData(null, "https://github.com/owner/area/raw/main/tests/data/a%21b%20c.txt")]
    [InlineData("https://files.example/x/", "https://files.example/x/a%21b%20c.txt")]
    public async Task A_data_file_has_a_url(string? urlBase, string expected)
    {
        using var area = With(Bundle);
        var repository = Repository(area.Path, fileUrlBase: urlBase);
        Assert.Equal(expected, repository.FileUrl(await repository.OnlySource(), "a/b c.txt")?.AbsoluteUri);
        Assert.False(repository.NeedsDrsUri);
    }

    private static void AssertSame(JsonElement expected, BundlePart actual, bool inOrder)
    {
        var keys = expected.EnumerateObject().Select(p => p.Name);
        var actualKeys = actual.Documents.Select(d => d.Key);
        Assert.Equal(inOrder ? keys : keys.Order(), inOrder ? actualKeys : actualKeys.Order());
        foreach (var property in expected.EnumerateObject())
            Assert.True(JsonElement.DeepEquals(property.Value, WithoutDrsUri(actual[property.Name]!.Value)), property.Name);
    }

    private static JsonElement WithoutDrsUri(JsonElement entry) =>
        JsonSerializer.SerializeToElement(entry.EnumerateObject().Where(p => p.Name != "drs_uri").ToDictionary(p => p.Name, p => p.Value));
}
