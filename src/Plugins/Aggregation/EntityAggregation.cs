using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;

namespace Azul.Plugins.Aggregation;

/// <summary>
/// Combines the contributions to one outer entity into its aggregate (<c>spec/indexer.md</c> §1.11). What is kept of them grows with the number of distinct inner entities, not with
/// that of contributions. Not safe for concurrent use.
/// </summary>
/// <param name="plugin">The plugin.</param>
/// <param name="entity">The outer entity.</param>
/// <param name="shared">What its contributions have in common with others that are combined at the same time.</param>
public sealed class EntityAggregation(IMetadataPlugin plugin, EntityReference entity, SharedContents shared)
{
    /// <summary>Combines the contributions to an entity that nothing else is combined with.</summary>
    public EntityAggregation(IMetadataPlugin plugin, EntityReference entity)
        : this(plugin, entity, new())
    {
    }

    private readonly EntityType entityType = plugin.Model.EntityType(entity.EntityType)
        ?? throw new ArgumentException($"{entity.EntityType} is no entity type of the plugin {plugin.Name}", nameof(entity));

    private readonly SortedSet<SourceRef> sources =
        new(Comparer<SourceRef>.Create((a, b) => string.CompareOrdinal($"{a.Id}\n{a.Spec}", $"{b.Id}\n{b.Spec}")));

    private readonly List<BundleFqid> bundles = [];
    private readonly InnerEntityMerge contents = new(plugin);

    private long numContributions;
    private BundleFqid? current;
    private VersionVerdict verdict;
    private StoredContribution? addition;
    private StoredContribution? candidate;

    /// <summary>
    /// Adds the next contribution. They come by bundle UUID, then version, both ordinal and ascending, and of one version the deletion before the addition.
    /// </summary>
    public void Add(StoredContribution contribution)
    {
        numContributions++;
        if (contribution.Bundle != current)
        {
            EndVersion();
            if (contribution.Bundle.Uuid != current?.Uuid)
                SelectCandidate();
            current = contribution.Bundle;
        }
        verdict.Note(contribution.Deleted, contribution.ListedAt);
        if (!contribution.Deleted)
            addition = contribution;
    }

    /// <summary>The aggregate, or null where no contribution counts.</summary>
    public Aggregate? Finish()
    {
        EndVersion();
        SelectCandidate();
        if (bundles.Count == 0)
            return null;
        var aggregated = new Entity(contents.Merged().Select(c => KeyValuePair.Create(c.Key, Value.List(InForm(c.Key, c.Value).Select(e => (Value)e)))));
        return new(
            entity, numContributions, [.. sources], bundles.Take(Aggregate.MaxBundles).ToArray(), aggregated, plugin.SumsOf(entityType, aggregated));
    }

    // A deletion hides its own version only, so the greatest version that counts is the one.
    private void EndVersion()
    {
        if (verdict.Counts)
            candidate = addition;
        verdict = default;
        addition = null;
    }

    private void SelectCandidate()
    {
        if (candidate is null)
            return;
        sources.Add(candidate.Source);
        bundles.Add(candidate.Bundle);
        contents.Add(shared.Read(candidate.Contents.Span), candidate.Bundle.Version);
        candidate = null;
    }

    private IEnumerable<Entity> InForm(string innerType, IReadOnlyList<Entity> entities)
    {
        switch (entityType.FormOf(innerType))
        {
            case InnerForm.Own when entities.Count > 1:
                throw new InvalidOperationException(
                    $"The contributions to {entity} hold {entities.Count} different entities of its own type {innerType}; there must be one at most");
            case InnerForm.Own or InnerForm.Items:
                return entities;
            case InnerForm.Groups when entities.Count == 1:
                return shared.Aggregate(plugin.Model.InnerType(innerType), entities[0]);
            case InnerForm.Groups:
                return InnerEntityAggregation.Aggregate(plugin.Model.InnerType(innerType), entities);
            default:
                throw new InvalidOperationException($"The contributions to {entity} hold {innerType}, which {entityType.Name} do not have");
        }
    }
}
