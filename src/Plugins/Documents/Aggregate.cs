namespace Azul.Plugins.Documents;

/// <summary>The document that combines all valid contributions to one outer entity; the only kind that is searched.</summary>
/// <param name="Entity">The outer entity.</param>
/// <param name="NumContributions">How many contributions the store holds for the entity, superseded ones and deletions included.</param>
/// <param name="Sources">The distinct sources of the contributions that count, by id.</param>
/// <param name="Bundles">The bundles of the contributions that count, at most <see cref="MaxBundles"/>.</param>
/// <param name="Contents">For each inner entity type, a list of inner entities, aggregated unless the type is the outer entity's own.</param>
/// <param name="Sums">Further properties of the document that the plugin computes over the contents.</param>
public sealed record Aggregate(
    EntityReference Entity,
    long NumContributions,
    IReadOnlyList<SourceRef> Sources,
    IReadOnlyList<BundleFqid> Bundles,
    Entity Contents,
    Entity Sums)
{
    /// <summary>The bundles listed in an aggregate are cut at this number, its contents are not (<c>spec/indexer.md</c> §1.11).</summary>
    public const int MaxBundles = 100;

    /// <summary>The native document: the root in which the paths of fields are resolved, and the payload that is stored.</summary>
    public Entity ToDocument() => new(
        Properties().Concat(Sums));

    private IEnumerable<KeyValuePair<string, Value>> Properties() =>
    [
        new("entity_id", Entity.EntityId),
        new("num_contributions", NumContributions),
        new("sources", Value.List(Sources.Select(s => (Value)new Entity(("id", s.Id), ("spec", s.Spec))))),
        new("bundles", Value.List(Bundles.Select(b => (Value)new Entity(("uuid", b.Uuid), ("version", b.Version))))),
        new("contents", Contents),
    ];
}
