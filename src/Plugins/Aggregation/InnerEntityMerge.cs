using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;

namespace Azul.Plugins.Aggregation;

/// <summary>
/// Brings the contents of several contributions together: of each inner entity one copy, in the order of first appearance. The contents of a single contribution stay as they are.
/// </summary>
internal sealed class InnerEntityMerge(IMetadataPlugin plugin)
{
    private readonly List<string> innerTypes = [];
    private readonly Dictionary<string, (List<Value> Order, Dictionary<Value, VersionedEntity> Copies)> byType = [];
    private (Entity Contents, string Version)? only;

    public void Add(Entity contents, string bundleVersion)
    {
        if (only is null && innerTypes.Count == 0)
        {
            only = (contents, bundleVersion);
            return;
        }
        if (only is { } first)
        {
            only = null;
            Merge(first.Contents, first.Version);
        }
        Merge(contents, bundleVersion);
    }

    /// <summary>For each inner entity type, in the order of first appearance, the entities.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<Entity>>> Merged() => only is { } single
        ? single.Contents.Select(c => KeyValuePair.Create<string, IReadOnlyList<Entity>>(c.Key, c.Value.AsList.Select(e => e.AsEntity).ToArray()))
        : innerTypes.Select(type => KeyValuePair.Create<string, IReadOnlyList<Entity>>(
            type, byType[type].Order.Select(key => byType[type].Copies[key].Entity).ToArray()));

    private void Merge(Entity contents, string bundleVersion)
    {
        foreach (var (type, entities) in contents)
        {
            if (!byType.TryGetValue(type, out var merged))
            {
                innerTypes.Add(type);
                byType.Add(type, merged = ([], []));
            }
            foreach (var element in entities.AsList)
                Merge(type, merged.Order, merged.Copies, new(element.AsEntity, bundleVersion));
        }
    }

    private void Merge(string type, List<Value> order, Dictionary<Value, VersionedEntity> copies, VersionedEntity copy)
    {
        // Entities that a file's strata stand for have no id. They are the same if all they say is the same.
        var key = copy.Entity.TryGet("document_id", out var id) ? id : copy.Entity;
        if (!copies.TryGetValue(key, out var current))
        {
            order.Add(key);
            copies.Add(key, copy);
            return;
        }
        var reconciled = plugin.Reconcile(type, current, copy);
        var version = string.CompareOrdinal(current.BundleVersion, copy.BundleVersion) < 0 ? copy.BundleVersion : current.BundleVersion;
        copies[key] = new(reconciled, version);
    }
}
