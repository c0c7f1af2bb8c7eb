using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;
using Azul.Plugins.Repositories.Canned;
using Azul.Tests.Support;

namespace Azul.Tests.Repositories;

public sealed class CannedRepositoryTests
{
    private const string Uuid = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
    private const string OtherUuid = "bbbbbbbb-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
    private const string Version = "2021-01-01T00:00:00.000000Z";

    [Fact]
    public async Task The_golden_bundles_are_served_as_they_are()
    {
        var folder = SharedFiles.Path("golden/bundles");
        var count = 0;
        foreach (var kind in new[] { "hca", "anvil" })
        {
            var repository = Repository(folder, kind, drsHost: "mock_drs_domain.lan");
            foreach (var source in await repository.ListSourcesAsync(TestContext.Current.CancellationToken))
            {
                Assert.Empty(await repository.ListUnlistedFilesAsync(source, TestContext.Current.CancellationToken));
                foreach (var bundle in await repository.BundlesOf(source))
                {
                    await AssertServed(folder, repository, bundle);
                    count++;
                }
            }
        }
        Assert.Equal(29, count);
    }

    [Fact]
    public async Task Every_version_is_listed()
    {
        var repository = Repository(SharedFiles.Path("golden/bundles"), "hca");
        var source = (await repository.ListSourcesAsync(TestContext.Current.CancellationToken))[0];
        Assert.Equal(
            ["2018-11-02T11:33:44.698028Z", "2018-11-04T11:33:44.698028Z"],
            (await repository.BundlesOf(source, "aaa96233")).Select(b => b.Fqid.Version));
    }

    [Fact]
    public async Task The_drs_uris_of_the_dss_follow_from_uuid_and_version()
    {
        using var folder = With(($"{Uuid}.{Version}.dss.json", Document(Uuid)), ("other.json", Document(OtherUuid)));
        var repository = Repository(folder.Path, "hca", drsHost: "drs.example");
        Assert.Equal("drs://drs.example/f?version=2021-01-01T00%3A00%3A00.000000Z", await DrsUri(repository, Uuid));
        Assert.Equal("drs://elsewhere/f", await DrsUri(repository, OtherUuid));
    }

    [Fact]
    public async Task A_dss_bundle_needs_a_drs_host()
    {
        using var folder = With(($"{Uuid}.{Version}.dss.json", Document(Uuid)));
        var e = await Assert.ThrowsAsync<BundleException>(() => Repository(folder.Path, "hca").Fetch(Uuid, Version));
        Assert.Contains("c:DrsHost", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configured_sources_restrict_the_folder()
    {
        using var folder = With(("a.json", Document(Uuid)), ("b.json", Document(OtherUuid, source: "other:/1")));
        Assert.Equal(2, (await Repository(folder.Path, "hca").ListSourcesAsync(TestContext.Current.CancellationToken)).Count);
        var repository = Repository(folder.Path, "hca", sources: "other:");
        Assert.Equal(new("other:/1 id", "other:/1"), await repository.OnlySource());
        Assert.Equal(OtherUuid, Assert.Single(await repository.BundlesOf(await repository.OnlySource())).Fqid.Uuid);
        await Assert.ThrowsAsync<BundleException>(() => repository.Fetch(Uuid, Version));
        var e = await Assert.ThrowsAsync<RepositoryException>(() => Repository(folder.Path, "hca", sources: "other:/2").OnlySource());
        Assert.Equal("SOURCE_NOT_FOUND", e.Code);
    }

    [Fact]
    public async Task A_source_without_a_prefix_gets_one()
    {
        using var folder = With(("a.json", Document(Uuid, source: "s:")));
        Assert.Equal(new("s: id", "s:/0"), await Repository(folder.Path, "hca").OnlySource());
    }

    [Fact]
    public async Task Bundles_of_other_kinds_are_not_taken()
    {
        using var folder = With(("a.json", Document(Uuid)), ("b.json", Document(OtherUuid).Replace("\"hca\"", "\"anvil\"", StringComparison.Ordinal)));
        var repository = Repository(folder.Path, "hca");
        Assert.Equal(Uuid, Assert.Single(await repository.BundlesOf(await repository.OnlySource())).Fqid.Uuid);
    }

    [Theory]
    [InlineData("""{"fqid": {"uuid": "bbbb""", "not JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{}", "its fqid names no source|holds another bundle|names no source")]
    [InlineData("", "not JSON")]
    public async Task A_broken_file_fails_the_bundle_that_its_name_tells(string content, string fault)
    {
        var name = $"{OtherUuid}.{Version}.dss.json";
        using var folder = With(("a.json", Document(Uuid)), (name, content));
        var repository = Repository(folder.Path, "hca", drsHost: "h");
        Assert.Equal([Uuid, OtherUuid], (await repository.BundlesOf(await repository.OnlySource())).Select(b => b.Fqid.Uuid));
        var e = await Assert.ThrowsAsync<BundleException>(() => repository.Fetch(OtherUuid, Version));
        Assert.Equal(name, e.Where);
        Assert.Contains(fault.Split('|'), f => e.Reason.Contains(f, StringComparison.Ordinal));
        await repository.Fetch(Uuid, Version);
    }

    [Theory]
    [InlineData("\"bundle\"", "\"bungle\"", "'bundle' is missing")]
    [InlineData("\"links\"", "\"lynx\"", "the part 'links'")]
    [InlineData("\"uuid\": \"f\"", "\"uuid\": 1", "uuid or version")]
    public async Task A_bundle_without_a_part_fails_alone(string present, string instead, string fault)
    {
        using var folder = With(($"{Uuid}.{Version}.dss.json", Document(Uuid).Replace(present, instead, StringComparison.Ordinal)));
        var e = await Assert.ThrowsAsync<BundleException>(() => Repository(folder.Path, "hca", drsHost: "h").Fetch(Uuid, Version));
        Assert.Contains(fault, e.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_tell_no_bundle_are_told()
    {
        using var folder = With(("a.json", Document(Uuid)), ("b.json", "nonsense"), ("c.json", Document(Uuid)), ("d.json", Document(OtherUuid, source: "nonsense")));
        var repository = Repository(folder.Path, "hca");
        var source = await repository.OnlySource();
        Assert.Single(await repository.BundlesOf(source));
        var unlisted = await repository.ListUnlistedFilesAsync(source, TestContext.Current.CancellationToken);
        Assert.Equal(["b.json", "c.json", "d.json"], unlisted.Select(u => u.File));
        Assert.Contains("'a.json' holds the same version", unlisted[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_come_and_change_are_noticed()
    {
        using var folder = With(("a.json", Document(Uuid)));
        var repository = Repository(folder.Path, "hca");
        var source = await repository.OnlySource();
        folder.Write("b.json", Document(OtherUuid));
        await repository.Fetch(OtherUuid, Version);
        folder.Write("b.json", Document("cccccccc-aaaa-4aaa-8aaa-aaaaaaaaaaaa", source: "s:/2") + " ");
        Assert.Equal("cccccccc-aaaa-4aaa-8aaa-aaaaaaaaaaaa", (await repository.BundlesOf(source))[1].Fqid.Uuid);
    }

    [Fact]
    public async Task An_absent_folder_cannot_be_listed()
    {
        using var folder = new TemporaryFolder();
        var bundles = Directory.CreateDirectory(Path.Combine(folder.Path, "bundles"));
        var repository = Repository(bundles.FullName, "hca");
        bundles.Delete();
        var e = await Assert.ThrowsAsync<RepositoryException>(() => repository.OnlySource());
        Assert.Equal("CANNED_FOLDER_UNREADABLE", e.Code);
    }

    private static async Task AssertServed(string folder, IRepositoryPlugin repository, SourcedBundle bundle)
    {
        var file = Assert.Single(Directory.GetFiles(folder, $"{bundle.Fqid}.*"));
        var expected = JsonElement.Parse(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        var fqid = expected.GetProperty("fqid");
        Assert.Equal(fqid.GetProperty("source").GetProperty("id").GetString(), bundle.Source.Id);
        Assert.Equal(fqid.GetProperty("source").GetProperty("spec").GetString(), bundle.Source.Spec);
        Assert.Equal(fqid.TryGetProperty("table_name", out var table) ? table.GetString() : null, bundle.TableName);
        var actual = await repository.Fetch(bundle);
        foreach (var part in expected.GetProperty("bundle").EnumerateObject())
        {
            if (part.Name == "manifest" && file.EndsWith(".dss.json", StringComparison.Ordinal))
                Assert.All(actual.Part("manifest").Documents, AssertDrsUri);
            else
                Assert.True(JsonElement.DeepEquals(part.Value, actual.Part(part.Name).Document), $"{part.Name} of {bundle}");
        }
    }

    private static void AssertDrsUri(KeyValuePair<string, JsonElement> entry)
    {
        var version = entry.Value.GetProperty("version").GetString()!.Replace(":", "%3A", StringComparison.Ordinal);
        Assert.Equal($"drs://mock_drs_domain.lan/{entry.Value.GetProperty("uuid")}?version={version}", entry.Value.GetProperty("drs_uri").GetString());
    }

    private static async Task<string?> DrsUri(IRepositoryPlugin repository, string uuid) =>
        (await repository.Fetch(uuid, Version)).Part("manifest")["sequence_file/x"]!.Value.GetProperty("drs_uri").GetString();

    private static string Document(string uuid, string source = "s:/2") => $$"""
        {"fqid": {"uuid": "{{uuid}}", "version": "{{Version}}", "source": {"id": "{{source}} id", "spec": "{{source}}"} }, "kind": "hca", "bundle": {
          "manifest": {"sequence_file/x": {"uuid": "f", "version": "{{Version}}", "drs_uri": "drs://elsewhere/f"} }, "metadata": {}, "links": {}, "stitched": []} }
        """;

    private static TemporaryFolder With(params (string Name, string Content)[] files)
    {
        var folder = new TemporaryFolder();
        foreach (var (name, content) in files)
            folder.Write(name, content);
        return folder;
    }

    private static IRepositoryPlugin Repository(string folder, string kind, string? drsHost = null, params string[] sources)
    {
        var json = JsonSerializer.Serialize(new { c = new { Folder = folder, DrsHost = drsHost ?? "" } });
        return new CannedRepositoryFactory(folder).Create(kind, [.. sources.Select(SourceSpec.Parse)], Settings.OfJson(json).GetSection("c"));
    }
}
