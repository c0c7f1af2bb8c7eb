using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;
using Azul.Plugins.Repositories.Staging;
using Azul.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Azul.Tests.Repositories;

/// <summary>Small staging areas, and repositories over them.</summary>
internal static class StagingAreas
{
    public const string Version = "2021-01-01T00:00:00.000000Z";
    public const string Project = "11111111-1111-4111-8111-111111111111";
    public const string Process = "22222222-2222-4222-8222-222222222222";
    public const string DataFile = "33333333-3333-4333-8333-333333333333";
    public const string SourceName = "https://github.com/owner/area/tree/main/tests";

    public static string Links(string bundle, string version = Version) => $"links/{bundle}_{version}_{Project}.json";

    public static string Metadata(string type, string id, string version = Version) => $"metadata/{type}/{id}_{version}.json";

    public static string Descriptor(string type, string id, string version = Version) => $"descriptors/{type}/{id}_{version}.json";

    /// <summary>Writes an area with the given bundles, which share a project, a process and a file.</summary>
    public static TemporaryFolder With(params string[] bundles)
    {
        var area = new TemporaryFolder();
        foreach (var bundle in bundles)
            area.Write(Links(bundle), LinksDocument);
        area.Write(Metadata("project", Project), """{"schema_type": "project"}""");
        area.Write(Metadata("process", Process), """{"schema_type": "process"}""");
        area.Write(Metadata("sequence_file", DataFile), """{"schema_type": "file"}""");
        area.Write(Descriptor("sequence_file", DataFile), DescriptorDocument);
        return area;
    }

    public const string DescriptorDocument = """
        {"schema_type": "file_descriptor", "file_name": "a!b c.txt", "file_version": "2021-01-02T00:00:00.000000Z", "content_type": "text/plain", "size": 5,
         "crc32c": "c", "sha256": "s"}
        """;

    public const string LinksDocument = $$"""
        {"schema_type": "links", "schema_version": "3.0.0", "links": [
          {"link_type": "process_link", "process_id": "{{Process}}", "process_type": "process", "inputs": [], "protocols": [],
           "outputs": [{"output_type": "sequence_file", "output_id": "{{DataFile}}"}]}]}
        """;

    public static IRepositoryPlugin Repository(string folder, string prefix = "", string? fileUrlBase = null, TimeProvider? time = null)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("c:Sources:0:Folder", folder), new("c:Sources:0:FileUrlBase", fileUrlBase)])
            .Build();
        return new StagingRepositoryFactory(Directory.GetCurrentDirectory(), time ?? TimeProvider.System)
            .Create("hca", [SourceSpec.Parse($"{SourceName}:{prefix}")], settings.GetSection("c"));
    }

    public static async Task<SourceRef> OnlySource(this IRepositoryPlugin repository) =>
        Assert.Single(await repository.ListSourcesAsync(TestContext.Current.CancellationToken));

    public static async Task<List<SourcedBundle>> BundlesOf(this IRepositoryPlugin repository, SourceRef source, string prefix = "") =>
        await repository.ListBundlesAsync(source, prefix, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    public static Task<Bundle> Fetch(this IRepositoryPlugin repository, SourcedBundle bundle) => repository.FetchAsync(bundle, TestContext.Current.CancellationToken);

    public static async Task<Bundle> Fetch(this IRepositoryPlugin repository, string uuid, string version = Version) =>
        await repository.Fetch(new SourcedBundle(new(uuid, version), await repository.OnlySource()));
}
