using Azul.Plugins.Anvil.Model;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;

namespace Azul.Plugins.Anvil.Contributions;

/// <summary>Brings two copies of an inner entity together (<c>spec/indexer.md</c> §1.11).</summary>
internal static class Reconciliation
{
    /// <exception cref="InvalidOperationException">The copies contradict each other.</exception>
    public static Entity Of(string innerType, VersionedEntity current, VersionedEntity other)
    {
        var (first, second) = (current.Entity, other.Entity);
        if (current.BundleVersion != other.BundleVersion)
            throw Contradiction(innerType, first, $"are from different versions of bundles, {current.BundleVersion} and {other.BundleVersion}");
        if (first.Count == second.Count && first.All(p => second.Has(p.Key)))
            return first;
        if (innerType != AnvilEntityTypes.Datasets)
            throw Contradiction(innerType, first, "have different properties");
        if (AnvilDatasets.IsComplete(first))
            return first;
        if (AnvilDatasets.IsComplete(second))
            return second;
        var merged = Merge(first, second);
        return AnvilDatasets.IsComplete(merged) ? merged : throw Contradiction(innerType, first, "lack properties even when they are put together");
    }

    private static Entity Merge(Entity first, Entity second)
    {
        foreach (var (name, value) in second)
        {
            if (first.TryGet(name, out var known) && known != value)
                throw Contradiction(AnvilEntityTypes.Datasets, first, $"have different values for {name}: {known} and {value}");
        }
        return new(first.Concat(second.Where(p => !first.Has(p.Key))));
    }

    private static InvalidOperationException Contradiction(string innerType, Entity copy, string reason) =>
        new($"Two copies of {innerType}/{copy["document_id"].AsStringOrNull} {reason}");
}
