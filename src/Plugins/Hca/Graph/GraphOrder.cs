namespace Azul.Plugins.Hca.Graph;

/// <summary>The order of linked entities. Everything that walks the graph relies on its being checked here: there are no circles and no chains without end.</summary>
internal static class GraphOrder
{
    /// <summary>No more links than this follow one another, which is far more than occur in real bundles.</summary>
    private const int MaxDepth = 1000;

    /// <summary>The entities in an order in which parents precede their children.</summary>
    public static IReadOnlyList<MetadataEntity> ParentsFirst(IReadOnlyList<MetadataEntity> entities)
    {
        var open = new Dictionary<MetadataEntity, (int Parents, int Depth)>();
        var ordered = new List<MetadataEntity>(entities.Count);
        foreach (var entity in entities)
        {
            open.Add(entity, (entity.Parents.Count, 0));
            if (entity.Parents.Count == 0)
                ordered.Add(entity);
        }
        for (var i = 0; i < ordered.Count; i++)
        {
            foreach (var child in ordered[i].Children)
            {
                var depth = Math.Max(open[child].Depth, open[ordered[i]].Depth + 1);
                if (depth > MaxDepth)
                    throw child.Place.Fault(Faults.DeepLinks, $"more than {MaxDepth} links follow one another");
                open[child] = (open[child].Parents - 1, depth);
                if (open[child].Parents == 0)
                    ordered.Add(child);
            }
        }
        return ordered.Count == entities.Count
            ? ordered
            : throw entities.First(e => open[e].Parents > 0).Place.Fault(Faults.CyclicLinks, "the links lead back to where they started");
    }

    /// <summary>The cell suspensions that have no cell suspension below them.</summary>
    public static HashSet<MetadataEntity> LeafSuspensions(IReadOnlyList<MetadataEntity> parentsFirst)
    {
        var leaves = new HashSet<MetadataEntity>();
        var aboveSuspension = new HashSet<MetadataEntity>();
        foreach (var entity in parentsFirst.Reverse())
        {
            var isSuspension = entity.Schema.Name == Schema.CellSuspension;
            var isAbove = aboveSuspension.Contains(entity);
            if (isSuspension && !isAbove)
                leaves.Add(entity);
            if (isSuspension || isAbove)
                aboveSuspension.UnionWith(entity.Parents);
        }
        return leaves;
    }
}
