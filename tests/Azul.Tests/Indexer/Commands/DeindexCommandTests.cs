using Azul.Indexer.Commands;
using Azul.Tests.Indexer.Support;

namespace Azul.Tests.Indexer.Commands;

public sealed class DeindexCommandTests : IDisposable
{
    private readonly Operator user = new();

    [Fact]
    public async Task The_index_becomes_what_it_would_be_had_the_source_never_been_there()
    {
        await TwoSourcesAsync();
        Configure("with", "first", "second");
        await user.IndexAsync();
        var with = GeneratedCatalog.AggregatesIn(Path.Combine(user.Folder, "with"));

        // It need not be configured any more.
        Configure("with", "first");
        var removed = (await user.RunAsync("deindex", "--sources", "second*", "--json")).Succeeded().Json.GetProperty("removed")[0];

        Configure("without", "first");
        await user.IndexAsync();
        var expected = GeneratedCatalog.AggregatesIn(Path.Combine(user.Folder, "without"));
        Assert.True(expected.Count < with.Count);
        Assert.Contains(expected, e => with[e.Key] != e.Value);
        Assert.Equal(expected, GeneratedCatalog.AggregatesIn(Path.Combine(user.Folder, "with")));
        Assert.NotEqual(0, removed.GetProperty("contributions").GetInt32());
        Configure("with", "first");
        (await user.RunAsync("verify")).Succeeded();
    }

    [Fact]
    public async Task Workers_may_index_another_source_meanwhile()
    {
        await TwoSourcesAsync();
        Configure("without", "first");
        await user.IndexAsync();
        Configure("with", "first", "second");
        await user.IndexAsync();
        using (var worker = await GeneratedCatalog.OpenAsync(user.Configuration, workers: true, TestContext.Current.CancellationToken))
        {
            (await user.RunAsync("reindex", "--sources", "first:*", "--local", "--no-wait")).Succeeded();
            (await user.RunAsync("deindex", "--sources", "second:*")).Succeeded();
            (await user.RunAsync("reindex", "--sources", "first:*")).Succeeded();
            await worker.StopAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal(GeneratedCatalog.AggregatesIn(Path.Combine(user.Folder, "without")), GeneratedCatalog.AggregatesIn(Path.Combine(user.Folder, "with")));
    }

    [Fact]
    public async Task What_is_removed_comes_back_with_a_reindex()
    {
        await TwoSourcesAsync();
        Configure("with", "first", "second");
        await user.IndexAsync();
        var with = GeneratedCatalog.AggregatesIn(Path.Combine(user.Folder, "with"));
        Assert.Contains("Warning: no source matches 'third:'", (await user.RunAsync("deindex", "--sources", "first:*", "second:*", "third:")).Succeeded().Error, StringComparison.Ordinal);
        Assert.Empty(GeneratedCatalog.AggregatesIn(Path.Combine(user.Folder, "with")));
        (await user.RunAsync("deindex", "--sources", "first:*")).Failed(CommandLine.Wrong, "SOURCES_NONE: nothing is indexed");
        await user.IndexAsync();
        Assert.Equal(with, GeneratedCatalog.AggregatesIn(Path.Combine(user.Folder, "with")));
    }

    [Theory]
    [InlineData("SOURCES_ALL: the pattern '*'", "--sources", "first:*", "*")]
    [InlineData("SOURCES_NONE: no source matches 'frist:*': there are 'first:/0', 'second:/0'", "--sources", "frist:*")]
    [InlineData("CATALOG_UNKNOWN: there is no catalog 'genrated', only 'generated'", "--sources", "first:*", "--catalogs", "genrated")]
    public async Task What_cannot_be_meant_changes_nothing(string error, params string[] arguments)
    {
        await TwoSourcesAsync();
        Configure("with", "first", "second");
        await user.IndexAsync();
        var before = GeneratedCatalog.AggregatesIn(Path.Combine(user.Folder, "with"));
        (await user.RunAsync(["deindex", .. arguments])).Failed(CommandLine.Wrong, error);
        Assert.Equal(before, GeneratedCatalog.AggregatesIn(Path.Combine(user.Folder, "with")));
    }

    [Fact]
    public async Task Sources_must_be_given() => (await user.RunAsync("deindex")).Failed(CommandLine.Wrong, "--sources");

    public void Dispose() => user.Dispose();

    private void Configure(string folder, params IEnumerable<string> sources) => user.Configure(
        folder,
        new
        {
            Name = Operator.Catalog,
            Atlas = "hca",
            Metadata = "hca",
            Repository = "staging",
            Sources = sources.Select(s => new { Spec = $"{s}:", Folder = Path.Combine(user.Folder, s) }),
        });

    /// <summary>Two sources that have every other bundle of the same projects each, so that most entities are in both.</summary>
    private async Task TwoSourcesAsync()
    {
        await user.GenerateAsync(16);
        foreach (var (source, remainder) in new[] { ("first", 0), ("second", 1) })
        {
            var target = Path.Combine(user.Folder, source);
            foreach (var file in Directory.GetFiles(user.Area, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(target, Path.GetRelativePath(user.Area, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
            foreach (var (index, link) in Directory.GetFiles(Path.Combine(target, "links"), "*.json").Order(StringComparer.Ordinal).Index())
            {
                if (index % 2 != remainder)
                    File.Delete(link);
            }
        }
    }
}
