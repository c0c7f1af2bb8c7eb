using Azul.Plugins.Aggregation;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Plugins.Repositories;

namespace Azul.Tests.Golden;

/// <summary>Indexes bundles in memory, one after another, and aggregates what they contribute.</summary>
internal sealed class Indexing(IMetadataPlugin plugin)
{
    private readonly Dictionary<EntityReference, Dictionary<string, StoredContribution>> contributions = [];

    public void Add(Bundle bundle, bool deleted = false)
    {
        foreach (var contribution in plugin.Transform(bundle).Contributions(BundlePartition.Root, deleted))
        {
            if (!contributions.TryGetValue(contribution.Entity, out var byId))
                contributions.Add(contribution.Entity, byId = []);
            byId[contribution.DocumentId] = StoredContribution.Of(contribution);
        }
    }

    public IEnumerable<Aggregate> Aggregates() => contributions.Select(c => AggregateOf(c.Key, c.Value.Values)).OfType<Aggregate>();

    private Aggregate? AggregateOf(EntityReference entity, IEnumerable<StoredContribution> stored)
    {
        var aggregation = new EntityAggregation(plugin, entity);
        var ordered = stored
            .OrderBy(c => c.Bundle.Uuid, StringComparer.Ordinal)
            .ThenBy(c => c.Bundle.Version, StringComparer.Ordinal)
            .ThenByDescending(c => c.Deleted);
        foreach (var contribution in ordered)
            aggregation.Add(contribution);
        return aggregation.Finish();
    }
}
