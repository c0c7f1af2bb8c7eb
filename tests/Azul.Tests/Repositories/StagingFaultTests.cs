using Azul.Plugins.Repositories;
using Azul.Tests.Support;
using static Azul.Tests.Repositories.StagingAreas;

namespace Azul.Tests.Repositories;

/// <summary>What is wrong with a file fails the bundles that need it, and no others.</summary>
public sealed class StagingFaultTests
{
    private const string Bad = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
    private const string Good = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";

    public static TheoryData<string, string, string> MalformedFiles => new()
    {
        { Links(Bad), "{\"schema_type\": \"links\", \"li", "not JSON" },
        { Links(Bad), "[]", "not a JSON object" },
        { Links(Bad), """{"schema_type": "process", "links": []}""", "must be 'links'" },
        { Links(Bad), """{"schema_type": "links"}""", "a list 'links' is missing" },
        { Links(Bad), """{"schema_type": "links", "links": [{}]}""", "'link_type' is missing" },
        { Links(Bad), """{"schema_type": "links", "links": [{"link_type": "chain"}]}""", "unknown type 'chain'" },
        { Links(Bad), """{"schema_type": "links", "links": [{"link_type": "process_link", "process_id": "../x", "process_type": "process"}]}""", "'../x' in process_id is not a UUID" },
        { Links(Bad), LinksDocument.Replace(DataFile, "44444444-4444-4444-8444-444444444444", StringComparison.Ordinal), "there is no file of the form" },
        { Links(Bad), LinksDocument.Replace("\"sequence_file\"", "\"image_file\"", StringComparison.Ordinal), "the entity is a 'sequence_file'" },
    };

    public static TheoryData<string, string, string> MalformedEntities => new()
    {
        { Metadata("project", Project), "{", "not JSON" },
        { Metadata("process", Process), "{}", "schema_type" },
        { Metadata("process", Process), """{"schema_type": "links"}""", "not one of metadata" },
        { Descriptor("sequence_file", DataFile), """{"schema_type": "file"}""", "must be 'file_descriptor'" },
        { Descriptor("sequence_file", DataFile), DescriptorDocument.Replace("crc32c", "crc", StringComparison.Ordinal), "no crc32c" },
        { Descriptor("sequence_file", DataFile), DescriptorDocument.Replace(": 5,", ": \"5\",", StringComparison.Ordinal), "no size" },
    };

    [Theory]
    [MemberData(nameof(MalformedFiles))]
    public async Task Malformed_links_fail_their_bundle_alone(string file, string content, string fault)
    {
        using var area = With(Bad, Good);
        area.Write(file, content);
        var repository = Repository(area.Path);
        Assert.Equal(2, (await repository.BundlesOf(await repository.OnlySource())).Count);
        await AssertFails(repository, Bad, fault);
        Assert.Equal(3, (await repository.Fetch(Good)).Part("metadata").Documents.Count);
    }

    [Theory]
    [MemberData(nameof(MalformedEntities))]
    public async Task A_malformed_entity_fails_its_bundle_and_is_named(string file, string content, string fault)
    {
        using var area = With(Bad);
        area.Write(file, content);
        var e = await AssertFails(Repository(area.Path), Bad, fault);
        Assert.Equal(file, e.Where);
    }

    [Theory]
    [InlineData("metadata", "process", Process)]
    [InlineData("descriptors", "sequence_file", DataFile)]
    public async Task A_missing_file_fails_its_bundle_and_is_named(string folder, string type, string id)
    {
        using var area = With(Bad);
        File.Delete(Path.Combine(area.Path, folder, type, $"{id}_{StagingAreas.Version}.json"));
        var e = await AssertFails(Repository(area.Path), Bad, "there is no file");
        Assert.Equal($"{folder}/{type}/{id}", e.Where);
        Assert.Equal("BUNDLE_FILE_MISSING", e.Code);
    }

    [Fact]
    public async Task Equal_versions_of_one_bundle_fail_it()
    {
        using var area = With(Bad, Good);
        area.Write($"links/{Bad}_{StagingAreas.Version}_{Process}.json", LinksDocument);
        var repository = Repository(area.Path);
        await AssertFails(repository, Bad, "several links of that id and version");
        await repository.Fetch(Good);
    }

    [Fact]
    public async Task Equal_versions_of_one_entity_fail_its_bundles()
    {
        using var area = With(Bad);
        area.Write(Metadata("analysis_process", Process), """{"schema_type": "process"}""");
        var e = await Assert.ThrowsAsync<BundleException>(() => Repository(area.Path).Fetch(Bad));
        Assert.Contains(Process, e.Where, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("links/readme.json")]
    [InlineData("links/AAAAAAAA-aaaa-4aaa-8aaa-aaaaaaaaaaaa_2021-01-01T00:00:00.000000Z_11111111-1111-4111-8111-111111111111.json")]
    [InlineData("links/cccccccc-aaaa-4aaa-8aaa-aaaaaaaaaaaa_2021-01-01T00:00:00Z_11111111-1111-4111-8111-111111111111.json")]
    [InlineData("links/cccccccc-aaaa-4aaa-8aaa-aaaaaaaaaaaa_2021-01-01T00:00:00.000000Z.json")]
    [InlineData("links/notes.txt")]
    public async Task Links_with_a_wrong_name_are_told_and_do_not_hinder_others(string file)
    {
        using var area = With(Good);
        area.Write(file, LinksDocument);
        var repository = Repository(area.Path);
        var source = await repository.OnlySource();
        Assert.Equal(Good, Assert.Single(await repository.BundlesOf(source)).Fqid.Uuid);
        var unlisted = Assert.Single(await repository.ListUnlistedFilesAsync(source, TestContext.Current.CancellationToken));
        Assert.Equal(file, unlisted.File);
        Assert.Contains("{links_id}_{version}_{project_id}.json", unlisted.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bundle_that_is_not_there_is_not_found()
    {
        using var area = With(Good);
        var repository = Repository(area.Path);
        Assert.Equal("BUNDLE_NOT_FOUND", (await AssertFails(repository, Bad, "no links of that id")).Code);
        Assert.Equal("BUNDLE_NOT_FOUND", (await AssertFails(repository, "nonsense", "no links of that id")).Code);
        var e = await Assert.ThrowsAsync<BundleException>(() => repository.Fetch(Good, "2020-01-01T00:00:00.000000Z"));
        Assert.Equal("BUNDLE_NOT_FOUND", e.Code);
    }

    [Theory]
    [InlineData("extra", null, "unexpected folder 'extra'")]
    [InlineData(null, "links", "the folder 'links' is missing")]
    public async Task An_area_has_exactly_its_folders(string? extra, string? missing, string fault)
    {
        using var area = With(Good);
        if (extra is not null)
            Directory.CreateDirectory(Path.Combine(area.Path, extra));
        if (missing is not null)
            Directory.Delete(Path.Combine(area.Path, missing), recursive: true);
        var e = await Assert.ThrowsAsync<RepositoryException>(() => Repository(area.Path).OnlySource());
        Assert.Contains(fault, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_absent_area_cannot_be_listed()
    {
        using var folder = new TemporaryFolder();
        var area = Directory.CreateDirectory(Path.Combine(folder.Path, "area"));
        var repository = Repository(area.FullName);
        area.Delete();
        var e = await Assert.ThrowsAsync<RepositoryException>(() => repository.OnlySource());
        Assert.Equal("STAGING_AREA_UNREADABLE", e.Code);
    }

    [Fact]
    public async Task An_unknown_source_is_refused()
    {
        using var area = With(Good);
        var repository = Repository(area.Path);
        Assert.Equal("SOURCE_UNKNOWN", (await Assert.ThrowsAsync<RepositoryException>(() => repository.BundlesOf(new("x:", "x:/0")))).Code);
        Assert.Equal("SOURCE_UNKNOWN", (await Assert.ThrowsAsync<RepositoryException>(() => repository.Fetch(new(new(Good, StagingAreas.Version), new("x:", "x:/0"))))).Code);
    }

    private static async Task<BundleException> AssertFails(IRepositoryPlugin repository, string bundle, string fault)
    {
        var e = await Assert.ThrowsAsync<BundleException>(() => repository.Fetch(bundle));
        Assert.Contains(fault, e.Reason, StringComparison.Ordinal);
        Assert.Equal(bundle, e.Bundle.Uuid);
        return e;
    }
}
