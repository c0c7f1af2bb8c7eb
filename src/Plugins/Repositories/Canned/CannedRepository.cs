using System.Runtime.CompilerServices;
using Azul.Plugins.Documents;

namespace Azul.Plugins.Repositories.Canned;

/// <summary>Bundles from files in a folder, each in the source that its file names.</summary>
internal sealed class CannedRepository(CannedFolder folder, IReadOnlyList<SourceSpec> configured, DssDrsUris drsUris) : IRepositoryPlugin
{
    private CannedListing? latest;

    public bool NeedsDrsUri => true;

    public async Task<IReadOnlyList<SourceRef>> ListSourcesAsync(CancellationToken cancellation)
    {
        var listing = await ListAgainAsync(cancellation);
        foreach (var spec in configured)
        {
            if (!listing.Sources.Any(s => spec.Covers(SourceSpec.Parse(s.Spec))))
                throw new RepositoryException("SOURCE_NOT_FOUND", $"No bundle names the source '{spec}'; {TheyAre(listing.Sources, s => s.Spec)}");
        }
        return [.. listing.Sources.Select(s => WithPrefix(s, listing))];
    }

    public async IAsyncEnumerable<SourcedBundle> ListBundlesAsync(SourceRef source, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var bundle in Find(await ListAgainAsync(cancellation), source))
        {
            cancellation.ThrowIfCancellationRequested();
            if (bundle.Fqid.Uuid.StartsWith(prefix, StringComparison.Ordinal))
                yield return bundle with { Source = source };
        }
    }

    public async Task<IReadOnlyList<UnlistedFile>> ListUnlistedFilesAsync(SourceRef source, CancellationToken cancellation)
    {
        var listing = await ListAgainAsync(cancellation);
        // The files name no source, so that they are told of the first one only.
        return listing.Sources is [var first, ..] && first.Id == source.Id ? listing.UnlistedFiles : [];
    }

    public async Task<Bundle> FetchAsync(SourcedBundle bundle, CancellationToken cancellation)
    {
        var file = Find(Volatile.Read(ref latest), bundle) ?? Find(await ListAgainAsync(cancellation), bundle)
            ?? throw new BundleException("BUNDLE_NOT_FOUND", bundle.Fqid, null, $"no file holds that version of it in source '{bundle.Source.Id}'");
        return await new CannedBundleReader(folder, drsUris).ReadAsync(bundle, file, cancellation);
    }

    private static SourceRef WithPrefix(SourceRef source, CannedListing listing)
    {
        var spec = SourceSpec.Parse(source.Spec);
        return spec.Prefix is null
            ? source with { Spec = (spec with { Prefix = SourcePrefix.For(Find(listing, source).Count) }).ToString() }
            : source;
    }

    private static CannedFile? Find(CannedListing? listing, SourcedBundle bundle) =>
        listing?.Bundles(bundle.Source.Id) is null ? null : listing.File(bundle.Fqid);

    private static IReadOnlyList<SourcedBundle> Find(CannedListing listing, SourceRef source) => listing.Bundles(source.Id)
        ?? throw new RepositoryException("SOURCE_UNKNOWN", $"There is no source '{source.Id}'; {TheyAre(listing.Sources, s => s.Id)}");

    private static string TheyAre(IReadOnlyList<SourceRef> sources, Func<SourceRef, string> text) =>
        sources.Count == 0 ? "there are none" : $"there are {string.Join(", ", sources.Select(s => $"'{text(s)}'"))}";

    private async Task<CannedListing> ListAgainAsync(CancellationToken cancellation)
    {
        var listing = await Task.Run(() => new CannedListing(folder.List(), configured), cancellation);
        Volatile.Write(ref latest, listing);
        return listing;
    }
}
