using System.Collections.Concurrent;
using Azul.Plugins.Documents;
using Azul.Plugins.Hits;
using Azul.Plugins.Repositories;

namespace Azul.Plugins.Metadata;

/// <summary>What most metadata plugins have in common. Only what a domain has of its own must be said; the rest may be overridden.</summary>
public abstract class MetadataPlugin : IMetadataPlugin
{
    private readonly ConcurrentDictionary<string, HitShape> hits = new(StringComparer.Ordinal);

    public abstract string Name { get; }

    /// <summary>The name of the plugin.</summary>
    public virtual string BundleKind => Name;

    public abstract MetadataModel Model { get; }

    /// <summary>All that documents hold, under the names that it has there (<see cref="HitShape.Of"/>).</summary>
    public virtual HitShape HitOf(EntityType entityType) => hits.GetOrAdd(entityType.Name, _ => HitShape.Of(Model, entityType));

    public abstract IBundleTransformation Transform(Bundle bundle);

    /// <summary>The copy from the greater bundle version holds; of equal versions, the copy that was seen first.</summary>
    public virtual Entity Reconcile(string innerType, VersionedEntity current, VersionedEntity other) =>
        string.CompareOrdinal(other.BundleVersion, current.BundleVersion) > 0 ? other.Entity : current.Entity;

    /// <summary>None.</summary>
    public virtual Entity SumsOf(EntityType entityType, Entity contents) => Entity.Empty;
}
