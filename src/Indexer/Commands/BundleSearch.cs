using Azul.Indexer.Reindexing;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;

namespace Azul.Indexer.Commands;

/// <summary>Finds a bundle in the sources of a catalog.</summary>
internal static class BundleSearch
{
    private const int PrefixLength = 8;

    /// <summary>The bundle that a text means, in its newest version unless the text names one.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="text">A UUID, or <c>UUID.VERSION</c>.</param>
    /// <param name="sources">Where to look.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ReindexingException">There is no such bundle.</exception>
    public static async Task<SourcedBundle> FindAsync(Catalog catalog, string text, SourcePatterns sources, CancellationToken cancellation)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var (uuid, version) = dot < 0 ? (text, null) : (text[..dot], text[(dot + 1)..]);
        if (!Guid.TryParseExact(uuid, "D", out _))
            throw new ReindexingException("BUNDLE_INVALID", $"'{text}' is neither a UUID nor UUID.VERSION");
        SourcedBundle? newest = null;
        var versions = new List<string>();
        var all = await catalog.Repository.ListSourcesAsync(cancellation);
        SourceRef[] matching = [.. all.Where(s => sources.Match(s.Spec))];
        if (matching.Length == 0)
            throw SourceChoice.None(sources, all.Select(s => s.Spec));
        foreach (var source in matching)
        {
            await foreach (var bundle in catalog.Repository.ListBundlesAsync(source, uuid[..PrefixLength], cancellation))
            {
                if (bundle.Fqid.Uuid != uuid)
                    continue;
                versions.Add(bundle.Fqid.Version);
                var matches = version is null || bundle.Fqid.Version == version;
                if (matches && (newest is null || string.CompareOrdinal(bundle.Fqid.Version, newest.Fqid.Version) > 0))
                    newest = bundle;
            }
        }
        var others = versions.Count == 0 ? "" : $", only its version {string.Join(", ", versions.Distinct().Order(StringComparer.Ordinal))}";
        return newest ?? throw new ReindexingException("BUNDLE_NOT_FOUND", $"no source of the catalog '{catalog.Name}' has the bundle {text}{others}");
    }
}
