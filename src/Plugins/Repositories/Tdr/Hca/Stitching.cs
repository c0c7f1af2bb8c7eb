using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories.Tdr.BigQuery;

namespace Azul.Plugins.Repositories.Tdr.Hca;

/// <summary>Follows the inputs of a bundle that come from other bundles of the same snapshot, and theirs, until there are none left (<c>spec/indexer.md</c> §6.6).</summary>
internal sealed class Stitching(HcaTables tables, BundleFqid root)
{
    private const int BatchSize = 1000;

    private readonly HashSet<BundleFqid> met = [root];
    private readonly Queue<BundleFqid> unprocessed = new([root]);

    /// <exception cref="BundleException">Links are missing or malformed, or nothing produces an input.</exception>
    public async Task<StitchedLinks> RunAsync(CancellationToken cancellation)
    {
        var documents = new List<LinksDocument>();
        while (unprocessed.Count > 0)
        {
            var batch = new List<BundleFqid>();
            while (batch.Count < BatchSize && unprocessed.TryDequeue(out var next))
                batch.Add(next);
            var links = await ReadAsync(batch, cancellation);
            documents.AddRange(links);
            await FollowAsync([.. links.SelectMany(l => l.DanglingInputs).Distinct()], cancellation);
        }
        return new(documents);
    }

    private async Task<IReadOnlyList<LinksDocument>> ReadAsync(IReadOnlyList<BundleFqid> batch, CancellationToken cancellation)
    {
        var rows = (await tables.LinksAsync([.. batch.Select(b => b.Uuid)], cancellation)).ToLookup(FqidOf);
        return [.. batch.Select(bundle => Read(bundle, [.. rows[bundle]]))];
    }

    private LinksDocument Read(BundleFqid bundle, IReadOnlyList<TableRow> rows)
    {
        var where = bundle == root ? "links" : $"links of the bundle {bundle}, which it is stitched to";
        if (rows.Count == 0)
            throw new BundleException("BUNDLE_NOT_FOUND", root, where, "the table 'links' has no row of that id and version");
        if (rows.Count > 1)
            throw new BundleException("BUNDLE_DUPLICATE", root, where, $"the table 'links' has {rows.Count} rows of that id and version");
        if (rows[0].TextOrNull("content") is not { } content || rows[0].TextOrNull("project_id") is not { } project)
            throw new BundleException("ROW_INCOMPLETE", root, where, "the row in the table 'links' must have content and project_id");
        try
        {
            return new(bundle.Uuid, JsonElement.Parse(content), project);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new BundleException("BUNDLE_LINKS_MALFORMED", root, where, e.Message, e);
        }
    }

    private async Task FollowAsync(IReadOnlyList<EntityKey> inputs, CancellationToken cancellation)
    {
        if (inputs.Count == 0)
            return;
        var producers = await tables.ProducersAsync([.. inputs.Select(i => i.Id)], cancellation);
        var produced = producers.Select(p => p.TextOrNull("output_id")).ToHashSet();
        if (inputs.FirstOrDefault(i => !produced.Contains(i.Id)) is { Id: not null } orphan)
            throw new BundleException("STITCHING_INPUT_MISSING", root, orphan.ToString(), "it is the input of a process, but no process of any bundle in the snapshot has it as output");
        foreach (var producer in producers.Select(FqidOf))
        {
            if (met.Add(producer))
                unprocessed.Enqueue(producer);
        }
    }

    private static BundleFqid FqidOf(TableRow row) => new(row.TextOrNull("links_id") ?? "", row.TextOrNull("version") ?? "");
}
