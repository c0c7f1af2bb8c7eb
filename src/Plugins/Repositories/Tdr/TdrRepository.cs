using System.Runtime.CompilerServices;
using Azul.Plugins.Access;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories.Downloads;
using Azul.Plugins.Repositories.Tdr.Snapshots;

namespace Azul.Plugins.Repositories.Tdr;

/// <summary>Bundles from snapshots in the Terra Data Repository (<c>spec/indexer.md</c> §6.6 and §6.7).</summary>
internal sealed class TdrRepository(
    IReadOnlyList<TdrSourceSpec> sources, TdrSnapshots snapshots, ISnapshotBundles bundles, ISourceAccessPolicy access, IFileDownloads downloads) : IRepositoryPlugin
{
    public bool NeedsDrsUri => true;

    public ISourceAccessPolicy AccessPolicy => access;

    public IFileDownloads Downloads => downloads;

    public async Task<IReadOnlyList<SourceRef>> ListSourcesAsync(CancellationToken cancellation)
    {
        var ids = await snapshots.FindAsync(sources, cancellation);
        return await Task.WhenAll(sources.Zip(ids, (source, id) => PartitionAsync(source, id, cancellation)));
    }

    public async IAsyncEnumerable<SourcedBundle> ListBundlesAsync(SourceRef source, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var bundle in await bundles.ListAsync(Configured(source), source, prefix, cancellation))
            yield return bundle;
    }

    public Task<Bundle> FetchAsync(SourcedBundle bundle, CancellationToken cancellation) => bundles.FetchAsync(Configured(bundle.Source), bundle, cancellation);

    private async Task<SourceRef> PartitionAsync(TdrSourceSpec source, string id, CancellationToken cancellation)
    {
        var prefix = source.Spec.Prefix ?? SourcePrefix.For(await bundles.CountAsync(source, cancellation));
        return new(id, (source.Spec with { Prefix = prefix }).ToString());
    }

    private TdrSourceSpec Configured(SourceRef source)
    {
        var spec = SourceSpec.TryParse(source.Spec);
        return sources.FirstOrDefault(s => spec is not null && s.Spec.Covers(spec))
            ?? throw new RepositoryException("SOURCE_UNKNOWN", $"There is no source '{source.Spec}' among {string.Join(", ", sources.Select(s => $"'{s}'"))}");
    }
}
