using Azul.Plugins.Documents;
using Azul.Search.Documents;
using Azul.Search.Elasticsearch.Bulk;
using Azul.Search.Elasticsearch.Indices;

namespace Azul.Search.Elasticsearch.Documents;

/// <summary>Writes contributions: as new ones first, which most of them are, and those that are there already over what was read of them.</summary>
internal sealed class ContributionWrites(BulkWriter bulk, StoredStates stored, IndexNames names)
{
    private const long NotListed = 0;

    public async Task<WriteOutcome[]> WriteAsync(GenerationRef generation, IReadOnlyList<StoredContribution> contributions, CancellationToken cancellation)
    {
        var alias = names.Alias(generation, IndexKind.Contributions);
        var written = await bulk.WriteAsync(
            alias, [.. contributions.Select(c => BulkOperation.Create(DocumentId.Of(c), json => ContributionFields.Write(json, c, TimeOf(c))))], cancellation);
        written.ThrowIfMissing(generation);
        WriteOutcome[] outcomes = [.. written.Select(w => w.ToOutcome())];
        await ReplaceAsync(generation, contributions, written.Conflicts(), outcomes, cancellation);
        return outcomes;
    }

    private async Task ReplaceAsync(
        GenerationRef generation, IReadOnlyList<StoredContribution> contributions, List<int> conflicts, WriteOutcome[] outcomes, CancellationToken cancellation)
    {
        // Each turn, one of those who write the same document gets ahead.
        while (conflicts.Count > 0)
        {
            var found = new (DocumentVersion Version, long ListedAt)?[conflicts.Count];
            await stored.ReadAsync(
                generation,
                IndexKind.Contributions,
                [.. conflicts.Select(i => DocumentId.Of(contributions[i]))],
                $"_source_includes={ContributionFields.ListedAt}",
                (i, document) => found[i] = (DocumentVersion.Of(document), document.GetProperty("_source").GetProperty(ContributionFields.ListedAt).GetInt64()),
                cancellation);
            var operations = new List<BulkOperation>();
            var written = new List<int>();
            foreach (var (index, there) in conflicts.Zip(found))
            {
                outcomes[index] = new(WriteStatus.Replaced);
                if (Operation(contributions[index], there) is not { } operation)
                    continue;
                operations.Add(operation);
                written.Add(index);
            }
            var results = await bulk.WriteAsync(names.Alias(generation, IndexKind.Contributions), operations, cancellation);
            results.ThrowIfMissing(generation);
            foreach (var (index, result) in written.Zip(results))
                outcomes[index] = result.ToOutcome();
            conflicts = [.. results.Conflicts().Select(i => written[i])];
        }
    }

    // What a listing says gives way to what a later one has said, whichever is written first. A notification has no time, and leaves that of a listing.
    private static BulkOperation? Operation(StoredContribution contribution, (DocumentVersion Version, long ListedAt)? found)
    {
        var time = TimeOf(contribution);
        if (found is not { } there)
            return BulkOperation.Create(DocumentId.Of(contribution), json => ContributionFields.Write(json, contribution, time));
        return time == NotListed || time >= there.ListedAt
            ? BulkOperation.Replace(DocumentId.Of(contribution), there.Version, json => ContributionFields.Write(json, contribution, Math.Max(time, there.ListedAt)))
            : null;
    }

    private static long TimeOf(StoredContribution contribution) => contribution.ListedAt?.ToUnixTimeMilliseconds() ?? NotListed;
}
