using Azul.Plugins.Documents;
using Azul.Plugins.Repositories.Tdr.BigQuery;

namespace Azul.Plugins.Repositories.Tdr.Hca;

/// <summary>HCA bundles: each is a row of the table <c>links</c> and what it leads to (<c>spec/indexer.md</c> §6.6).</summary>
/// <param name="bigQuery">Where the tables are.</param>
/// <param name="drsHost">The host of the DRS URIs of files.</param>
internal sealed class HcaSnapshotBundles(BigQueryClient bigQuery, string drsHost) : ISnapshotBundles
{
    public Task<long> CountAsync(TdrSourceSpec source, CancellationToken cancellation) => new HcaTables(bigQuery, source).CountLinksAsync(cancellation);

    public async Task<IReadOnlyList<SourcedBundle>> ListAsync(TdrSourceSpec spec, SourceRef source, string prefix, CancellationToken cancellation)
    {
        var links = await new HcaTables(bigQuery, spec).ListLinksAsync(prefix, cancellation);
        for (var i = 1; i < links.Count; i++)
        {
            if (links[i].Id == links[i - 1].Id)
                throw Duplicate(spec, links[i].Id, links[i - 1].Version, links[i].Version);
        }
        return [.. links.Select(l => new SourcedBundle(new(l.Id, l.Version), source))];
    }

    public async Task<Bundle> FetchAsync(TdrSourceSpec spec, SourcedBundle bundle, CancellationToken cancellation)
    {
        var tables = new HcaTables(bigQuery, spec);
        var stitching = await new Stitching(tables, bundle.Fqid).RunAsync(cancellation);
        return await new HcaBundleAssembly(tables, bundle, drsHost).AssembleAsync(stitching, cancellation);
    }

    private static RepositoryException Duplicate(TdrSourceSpec spec, string id, string version, string other) =>
        new("BUNDLE_DUPLICATE", $"The table 'links' of '{spec}' has the bundle '{id}' twice, in the versions {version} and {other}");
}
