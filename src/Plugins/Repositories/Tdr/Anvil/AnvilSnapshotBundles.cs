using Azul.Plugins.Documents;
using Azul.Plugins.Repositories.Tdr.BigQuery;
using Azul.Plugins.Repositories.Tdr.Snapshots;

namespace Azul.Plugins.Repositories.Tdr.Anvil;

/// <summary>AnVIL bundles: one for each biosample, for each supplementary file and, with DUOS, for the data set (<c>spec/indexer.md</c> §5.1 and §6.7).</summary>
/// <param name="bigQuery">Where the tables are.</param>
/// <param name="snapshots">Tells which data set of DUOS a snapshot is of.</param>
/// <param name="duos">Describes data sets; null where no DUOS is configured.</param>
internal sealed class AnvilSnapshotBundles(BigQueryClient bigQuery, TdrSnapshots snapshots, DuosDatasets? duos) : ISnapshotBundles
{
    public Task<long> CountAsync(TdrSourceSpec source, CancellationToken cancellation) => new AnvilRows(bigQuery, source).CountBundlesAsync(cancellation);

    public async Task<IReadOnlyList<SourcedBundle>> ListAsync(TdrSourceSpec spec, SourceRef source, string prefix, CancellationToken cancellation)
    {
        var rows = await new AnvilRows(bigQuery, spec).ListAsync(AnvilBundleId.RowPrefix(prefix), duos is not null, cancellation);
        if (rows.Count(r => r.Table == AnvilTable.Dataset) is var datasets and > 1)
            throw new RepositoryException("DATASET_COUNT", $"The table 'anvil_dataset' of '{spec}' must have one row, and has {datasets}");
        var bundles = rows.Select(row => new SourcedBundle(new(IdOf(row.RowId, row.Table, spec), AnvilBundleId.Version), source, row.Table.Name)).ToArray();
        if (bundles.CountBy(b => b.Fqid.Uuid).FirstOrDefault(b => b.Value > 1) is { Key: not null } duplicate)
            throw new RepositoryException("BUNDLE_DUPLICATE", $"The tables of '{spec}' have the row of the bundle '{duplicate.Key}' {duplicate.Value} times");
        return [.. bundles.Where(b => b.Fqid.Uuid.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(b => b.Fqid.Uuid, StringComparer.Ordinal)];
    }

    public async Task<Bundle> FetchAsync(TdrSourceSpec spec, SourcedBundle bundle, CancellationToken cancellation)
    {
        if (AnvilBundleId.RowOf(bundle.Fqid.Uuid) is not { } rowId || bundle.Fqid.Version != AnvilBundleId.Version)
            throw new BundleException("BUNDLE_NOT_FOUND", bundle.Fqid, null, $"the ids of bundles from AnVIL have an 'a' as their 13th digit, and the version is {AnvilBundleId.Version}");
        var rows = new AnvilRows(bigQuery, spec);
        var table = AnvilTable.Find(bundle.TableName) ?? await ProbeAsync(rows, rowId, cancellation);
        var fetch = new AnvilBundleFetch(rows, new(bigQuery, spec), bundle with { TableName = table?.Name });
        if (table == AnvilTable.Biosample)
            return await fetch.PrimaryAsync(rowId, cancellation);
        if (table == AnvilTable.File)
            return await fetch.SupplementaryAsync(rowId, cancellation);
        return table == AnvilTable.Dataset && duos is not null
            ? await fetch.RegistrationAsync(rowId, await DescriptionAsync(spec, bundle.Source, duos, cancellation), cancellation)
            : throw new BundleException("BUNDLE_NOT_FOUND", bundle.Fqid, bundle.TableName, $"no bundle is made from a row '{rowId}' of '{spec}'");
    }

    private async Task<string?> DescriptionAsync(TdrSourceSpec spec, SourceRef source, DuosDatasets registry, CancellationToken cancellation) =>
        await snapshots.DuosIdAsync(source.Id, spec, cancellation) is { } duosId ? await registry.DescriptionAsync(duosId, cancellation) : null;

    // Whoever asks for a bundle by its id alone does not know which table it was made from.
    private static async Task<AnvilTable?> ProbeAsync(AnvilRows rows, string rowId, CancellationToken cancellation)
    {
        foreach (var table in (AnvilTable[])[AnvilTable.Biosample, AnvilTable.File, AnvilTable.Dataset])
        {
            if ((await rows.FindAsync(table, AnvilTable.RowId, [rowId], cancellation)).Count > 0)
                return table;
        }
        return null;
    }

    private static string IdOf(string rowId, AnvilTable table, TdrSourceSpec spec) => AnvilBundleId.Of(rowId)
        ?? throw new RepositoryException("ROW_ID_WRONG", $"The table '{table}' of '{spec}' has the row '{rowId}', which is no UUID of version 4");
}
