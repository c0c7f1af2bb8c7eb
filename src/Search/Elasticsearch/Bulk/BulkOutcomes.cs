using Azul.Search.Elasticsearch.Indices;

namespace Azul.Search.Elasticsearch.Bulk;

/// <summary>What is asked of the outcomes of many writes.</summary>
internal static class BulkOutcomes
{
    /// <exception cref="StoreException">There was no index to write to.</exception>
    public static void ThrowIfMissing(this BulkOutcome[] outcomes, GenerationRef generation)
    {
        if (outcomes.Any(o => o.IsIndexMissing))
            throw IndexFaults.Missing(generation);
    }

    /// <summary>The positions of those that were in conflict.</summary>
    public static List<int> Conflicts(this BulkOutcome[] outcomes) => [.. Enumerable.Range(0, outcomes.Length).Where(i => outcomes[i].IsConflict)];
}
