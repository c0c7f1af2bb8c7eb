using System.Text.Json;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Repositories;
using Azul.Plugins.Repositories.Folders;
using Azul.Tests.Support;

namespace Azul.Tests.Repositories;

/// <summary>Folders whose files are bundles, of whatever format a plugin reads.</summary>
public sealed class FolderRepositoryTests : IDisposable
{
    private static readonly DateTime Written = new(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Files_are_bundles_and_their_time_is_the_version()
    {
        Write("a/x.json", "1");
        Write("a/y.json", "2");
        Write("a/z.txt", "3");
        Write("b/x.json", "4");
        var repository = Create("""[{"Spec": "a:", "Folder": "a"}, {"Spec": "b:00/1", "Folder": "b"}]""");
        var sources = await repository.ListSourcesAsync(TestContext.Current.CancellationToken);
        Assert.Equal([("a:", "a:/0"), ("b:00/1", "b:00/1")], sources.Select(s => (s.Id, s.Spec)));

        var ofA = await repository.BundlesOf(sources[0]);
        var ofB = await repository.BundlesOf(sources[1] with { Spec = "b:/0" });
        Assert.Equal(2, ofA.Count);
        Assert.All(ofA, b => Assert.Equal("2024-02-29T12:00:00.000000Z", b.Fqid.Version));
        Assert.DoesNotContain(ofB.Single().Fqid.Uuid, ofA.Select(b => b.Fqid.Uuid));
        var bundle = await repository.FetchAsync(ofB.Single(), TestContext.Current.CancellationToken);
        Assert.Equal(("numbers", 4), (bundle.Kind, bundle.Part("number").Document.GetInt32()));
    }

    [Fact]
    public async Task A_file_that_was_written_again_is_another_version()
    {
        Write("a/x.json", "1");
        var (repository, source) = await SourceAsync();
        var before = (await repository.BundlesOf(source)).Single();
        Write("a/x.json", "2", Written.AddDays(1));
        var e = await Assert.ThrowsAsync<BundleException>(() => repository.FetchAsync(before, TestContext.Current.CancellationToken));
        Assert.Equal(("BUNDLE_NOT_FOUND", "x.json", "the file holds version 2024-03-01T12:00:00.000000Z"), (e.Code, e.Where, e.Reason));
        var after = (await repository.BundlesOf(source)).Single();
        Assert.Equal(before.Fqid.Uuid, after.Fqid.Uuid);
        Assert.Equal(2, (await repository.FetchAsync(after, TestContext.Current.CancellationToken)).Part("number").Document.GetInt32());
    }

    [Fact]
    public async Task A_file_that_is_gone_is_no_bundle()
    {
        Write("a/x.json", "1");
        var (repository, source) = await SourceAsync();
        var bundle = (await repository.BundlesOf(source)).Single();
        File.Delete(Path.Combine(folder.Path, "a/x.json"));
        foreach (var reason in new[] { "the file is gone", "the file is gone" })
            Assert.Equal(reason, (await Assert.ThrowsAsync<BundleException>(() => repository.FetchAsync(bundle, TestContext.Current.CancellationToken))).Reason);
        Assert.Empty(await repository.BundlesOf(source));
        var e = await Assert.ThrowsAsync<BundleException>(() => repository.FetchAsync(bundle, TestContext.Current.CancellationToken));
        Assert.StartsWith("no file in", e.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malformed_file_fails_alone_and_by_name()
    {
        Write("a/x.json", "{");
        var (repository, source) = await SourceAsync();
        var bundle = (await repository.BundlesOf(source)).Single();
        var e = await Assert.ThrowsAsync<BundleException>(() => repository.FetchAsync(bundle, TestContext.Current.CancellationToken));
        Assert.Equal(("BUNDLE_FILE_MALFORMED", "x.json"), (e.Code, e.Where));
    }

    [Fact]
    public async Task A_missing_folder_is_told_by_its_source()
    {
        var repository = Create("""[{"Spec": "a:", "Folder": "a"}]""");
        var e = await Assert.ThrowsAsync<RepositoryException>(() => repository.ListSourcesAsync(TestContext.Current.CancellationToken));
        Assert.Equal("SOURCE_NOT_READABLE", e.Code);
        Assert.Contains("'a:'", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "Catalog:Sources")]
    [InlineData("""[{"Spec": "a:"}]""", "Catalog:Sources:0:Folder")]
    public void Every_source_needs_a_folder(string sources, string key) => Assert.Equal(key, Assert.Throws<ConfigurationException>(() => Create(sources)).Key);

    public void Dispose() => folder.Dispose();

    private void Write(string path, string content, DateTime? time = null)
    {
        folder.Write(path, content);
        File.SetLastWriteTimeUtc(Path.Combine(folder.Path, path), time ?? Written);
    }

    private async Task<(IRepositoryPlugin Repository, Azul.Plugins.Documents.SourceRef Source)> SourceAsync()
    {
        var repository = Create("""[{"Spec": "a:", "Folder": "a"}]""");
        return (repository, (await repository.ListSourcesAsync(TestContext.Current.CancellationToken)).Single());
    }

    private IRepositoryPlugin Create(string sources)
    {
        var settings = Settings.OfJson($$"""{"Catalog": {"Sources": {{sources}}} }""").GetSection("Catalog");
        return new Numbers(new(folder.Path)).Create("numbers", [.. settings.GetSection("Sources").GetChildren().Select(s => SourceSpec.Parse(s["Spec"]!))], settings);
    }

    private sealed class Numbers(ContentRoot root) : FolderRepositoryFactory(root)
    {
        public override string Name => "numbers";

        public override IReadOnlyList<string> BundleKinds { get; } = ["numbers"];

        protected internal override IReadOnlyDictionary<string, BundlePart> Read(ReadOnlySpan<byte> file) =>
            new Dictionary<string, BundlePart> { ["number"] = new(JsonElement.Parse(file)) };
    }
}
