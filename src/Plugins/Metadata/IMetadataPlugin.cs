using Azul.Plugins.Documents;
using Azul.Plugins.Hits;
using Azul.Plugins.Repositories;

namespace Azul.Plugins.Metadata;

/// <summary>
/// What knows one domain's metadata: what is in a bundle, and what its documents look like. Stateless and safe for concurrent use. <see cref="MetadataPlugin"/> has what most of them share.
/// </summary>
public interface IMetadataPlugin
{
    /// <summary>The name in the configuration, in REST and the name of the GraphQL root field: <c>hca</c>.</summary>
    string Name { get; }

    /// <summary>The kind of bundles that it takes; a catalog's repository must serve that kind.</summary>
    string BundleKind { get; }

    MetadataModel Model { get; }

    /// <summary>How REST shows an entity of an exposed type.</summary>
    HitShape HitOf(EntityType entityType);

    /// <summary>Reads a bundle.</summary>
    /// <exception cref="BundleException">The bundle breaks a rule of the domain.</exception>
    IBundleTransformation Transform(Bundle bundle);

    /// <summary>Which of two copies of an inner entity from different bundles holds, or what they make together.</summary>
    /// <param name="innerType">The inner entity type.</param>
    /// <param name="current">The copy, or combination of copies, seen first.</param>
    /// <param name="other">The other copy.</param>
    Entity Reconcile(string innerType, VersionedEntity current, VersionedEntity other);

    /// <summary>The properties that the plugin adds to an aggregate of the given contents.</summary>
    Entity SumsOf(EntityType entityType, Entity contents);
}
