using Azul.Plugins.Aggregation;
using Azul.Plugins.Documents;

namespace Azul.Search.Documents;

/// <summary>Makes bundles of their contributions, which come by bundle, version and entity. Not safe for concurrent use.</summary>
internal sealed class BundleFold
{
    private BundleFqid? bundle;
    private EntityReference? entity;
    private VersionVerdict verdict;
    private int entities;
    private int counting;

    /// <summary>Adds the next contribution.</summary>
    /// <returns>The bundle before it, if that ends here.</returns>
    public IndexedBundle? Add(BundleContribution contribution)
    {
        IndexedBundle? ended = null;
        if (contribution.Bundle != bundle)
        {
            ended = Finish();
            bundle = contribution.Bundle;
        }
        if (contribution.Entity != entity)
        {
            EndEntity();
            entity = contribution.Entity;
        }
        verdict.Note(contribution.Deleted, contribution.ListedAt);
        return ended;
    }

    /// <summary>The last bundle, if there was any.</summary>
    public IndexedBundle? Finish()
    {
        EndEntity();
        var ended = bundle is { } fqid ? new IndexedBundle(fqid, entities, counting) : null;
        (bundle, entities, counting) = (null, 0, 0);
        return ended;
    }

    private void EndEntity()
    {
        if (entity is null)
            return;
        entities++;
        if (verdict.Counts)
            counting++;
        (entity, verdict) = (null, default);
    }
}
