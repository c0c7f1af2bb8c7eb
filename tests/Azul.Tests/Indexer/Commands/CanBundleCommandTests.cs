using System.Text.Json;
using Azul.Indexer.Commands;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Repositories;
using Azul.Plugins.Repositories.Canned;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Azul.Tests.Indexer.Commands;

public sealed class CanBundleCommandTests : IDisposable
{
    private readonly Operator user = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Cans => Path.Combine(user.Folder, "cans");

    [Fact]
    public async Task Generated_bundles_are_served_from_their_files_as_from_the_staging_area()
    {
        await user.GenerateAsync(4);
        await RoundTripAsync("hca", 4);
    }

    [Theory]
    [InlineData("hca", "*hca.json")]
    [InlineData("hca", "*dss.json")]
    [InlineData("anvil", "*")]
    public async Task Golden_bundles_are_served_from_their_files_as_they_are(string kind, string include)
    {
        user.Configure("golden", new
        {
            Name = Operator.Catalog,
            Atlas = "golden",
            Metadata = kind,
            Repository = "canned",
            Folder = SharedFiles.Path("golden/bundles"),
            Include = new[] { include },
            DrsHost = "drs.example.org",
        });
        await RoundTripAsync(kind, 3);
    }

    [Fact]
    public async Task What_cannot_be_canned_leaves_no_file()
    {
        await user.GenerateAsync(2);
        var uuid = (await BundlesAsync())[0].Id.Fqid.Uuid;
        (await user.RunAsync("can-bundle", "nonsense", "-o", Cans)).Failed(CommandLine.Wrong, "BUNDLE_INVALID: 'nonsense'");
        (await user.RunAsync("can-bundle", $"{uuid}.2001", "-o", Cans)).Failed(CommandLine.Failed, $"BUNDLE_NOT_FOUND: no source of the catalog 'generated' has the bundle {uuid}.2001, only its version ");
        (await user.RunAsync("can-bundle", uuid, "--sources", "genreated*", "-o", Cans)).Failed(CommandLine.Wrong, "SOURCES_NONE", "'generated:/0'");
        (await user.RunAsync("can-bundle", uuid, "--catalog", "other", "-o", Cans)).Failed(CommandLine.Wrong, "CATALOG_UNKNOWN");
        Assert.False(Directory.Exists(Cans));
        await File.WriteAllTextAsync(Cans, "in the way", Cancellation);
        (await user.RunAsync("can-bundle", uuid, "-o", Cans)).Failed(CommandLine.Failed, Cans);
    }

    [Fact]
    public async Task A_bundle_is_redacted_where_a_key_is_given()
    {
        user.Configure("golden", new { Name = Operator.Catalog, Atlas = "golden", Metadata = "anvil", Repository = "canned", Folder = SharedFiles.Path("golden/bundles"), DrsHost = "drs.example.org" });
        const string Bundle = "826dea02-e274-affe-aabc-eb3db63ad068";
        var file = (await user.RunAsync("can-bundle", Bundle, "-o", Cans, "--redaction-key", "secret", "--json")).Succeeded().Json.GetProperty("file").GetString()!;
        var original = (await BundlesAsync()).Single(b => b.Id.Fqid.Uuid == Bundle);
        user.Configure("canned", new { Name = Operator.Catalog, Atlas = "canned", Metadata = "anvil", Repository = "canned", Folder = Cans });
        var copy = Assert.Single(await BundlesAsync());
        AssertEqual(new BundleRedaction("secret").Redact(original).Part("entities"), copy.Part("entities"), file);
        AssertEqual(original.Part("links"), copy.Part("links"), file);
        Assert.NotEqual(Sex(original), Sex(copy));
    }

    [Fact]
    public async Task What_cannot_be_redacted_is_not_canned()
    {
        await user.GenerateAsync(2);
        var uuid = (await BundlesAsync())[0].Id.Fqid.Uuid;
        (await user.RunAsync("can-bundle", uuid, "-o", Cans, "--redaction-key", "secret")).Failed(CommandLine.Failed, "BUNDLE_KIND_UNREDACTABLE");
        (await user.RunAsync("can-bundle", uuid, "-o", Cans, "--redaction-key", "")).Failed(CommandLine.Wrong, "--redaction-key");
        Assert.False(Directory.Exists(Cans));
    }

    public void Dispose() => user.Dispose();

    private async Task RoundTripAsync(string kind, int most)
    {
        var originals = (await BundlesAsync()).Take(most).ToArray();
        Assert.NotEmpty(originals);
        foreach (var original in originals)
        {
            var file = (await user.RunAsync("can-bundle", original.Id.Fqid.ToString(), "-o", Cans, "--json")).Succeeded().Json.GetProperty("file").GetString()!;
            Assert.Equal(Path.Combine(Cans, $"{original.Id.Fqid.Uuid}.{original.Id.Fqid.Version}.{kind}.json"), file);
        }
        user.Configure("canned", new { Name = Operator.Catalog, Atlas = "canned", Metadata = kind, Repository = "canned", Folder = Cans });
        var canned = (await BundlesAsync()).ToDictionary(b => b.Id.Fqid);
        Assert.Equal(originals.Length, canned.Count);
        foreach (var original in originals)
        {
            var copy = canned[original.Id.Fqid];
            Assert.Equal(original.Id, copy.Id);
            Assert.Equal(original.Kind, copy.Kind);
            Assert.Equal(original.Parts.Keys.Order(StringComparer.Ordinal), copy.Parts.Keys.Order(StringComparer.Ordinal));
            foreach (var (name, part) in original.Parts)
                AssertEqual(part, copy.Parts[name], $"{original.Id.Fqid} {name}");
        }
    }

    private static string? Sex(Bundle bundle) =>
        bundle.Part("entities").Documents.Single(d => d.Key.StartsWith("anvil_donor/", StringComparison.Ordinal)).Value.GetProperty("phenotypic_sex").GetString();

    private static void AssertEqual(BundlePart expected, BundlePart actual, string what)
    {
        Assert.Equal(expected.Documents.Select(d => d.Key), actual.Documents.Select(d => d.Key));
        foreach (var (one, other) in expected.Documents.Zip(actual.Documents))
            Assert.True(JsonElement.DeepEquals(one.Value, other.Value), $"{what} {one.Key}");
        if (expected.Document.ValueKind != JsonValueKind.Undefined)
            Assert.True(JsonElement.DeepEquals(expected.Document, actual.Document), what);
    }

    private async Task<IReadOnlyList<Bundle>> BundlesAsync()
    {
        using var host = await GeneratedCatalog.OpenAsync(user.Configuration, workers: false, Cancellation);
        var repository = host.Services.GetRequiredService<CatalogList>().Default.Repository;
        var bundles = new List<Bundle>();
        foreach (var source in await repository.ListSourcesAsync(Cancellation))
        {
            await foreach (var bundle in repository.ListBundlesAsync(source, "", Cancellation))
                bundles.Add(await repository.FetchAsync(bundle, Cancellation));
        }
        await host.StopAsync(Cancellation);
        return bundles;
    }
}
