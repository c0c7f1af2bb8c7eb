using Azul.Plugins.Anvil.Graph;
using Azul.Plugins.Anvil.Model;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Plugins.Repositories;

namespace Azul.Plugins.Anvil.Contributions;

/// <summary>
/// Makes contributions and replicas of a bundle of any of the three kinds: a biosample and what is linked to it, a supplementary file, or the registration of a data set
/// (<c>spec/indexer.md</c> §5.1 and §5.5).
/// </summary>
internal sealed class AnvilTransformation(Bundle bundle) : IBundleTransformation
{
    // The types whose entities are rows; those of bundles are not.
    private static readonly string[] RowTypes = [.. AnvilEntityTypes.All.Select(t => t.Name).Where(t => t != AnvilEntityTypes.Bundles)];

    private readonly SourcedBundle id = bundle.Id;
    private readonly BundleGraph graph = new(bundle);
    private readonly RowEntities inner = new();
    private Entity? whole;

    /// <summary>The number of rows that become outer entities. The bundle is not counted, as in the original.</summary>
    public int Estimate(BundlePartition partition) => RowTypes.Sum(t => Rows(t, partition).Count());

    public IEnumerable<Contribution> Contributions(BundlePartition partition, bool deleted) =>
    [
        .. AnvilEntityTypes.All.SelectMany(t => ContentsOf(t.Name, partition).Select(c =>
            new Contribution(new(t.Name, c.Id), id.Fqid, id.Source, deleted, c.Contents))),
    ];

    public IEnumerable<Replica> Replicas(BundlePartition partition) =>
        AnvilReplicas.Of(Rows(AnvilEntityTypes.Files, partition), Rows(AnvilEntityTypes.Datasets, partition).Where(d => d.IsRegistration));

    private IEnumerable<(string Id, Entity Contents)> ContentsOf(string entityType, BundlePartition partition) => entityType switch
    {
        AnvilEntityTypes.Bundles => partition.Contains(id.Fqid.Uuid) ? [(id.Fqid.Uuid, Whole())] : [],
        AnvilEntityTypes.Datasets => Rows(entityType, partition).Select(d => (d.Id, Whole())),
        _ => Rows(entityType, partition).Select(e => (e.Id, ContentsOf(e))),
    };

    // Of its own type an entity has itself alone, even where others are linked to it.
    private Entity ContentsOf(RowEntity entity)
    {
        var linked = entity.Linked().OrderBy(e => e.Id, StringComparer.Ordinal).ToLookup(e => e.InnerType);
        return Contents(type => type == entity.InnerType ? [entity] : type == AnvilEntityTypes.Datasets ? [graph.Dataset] : linked[type]);
    }

    private Entity Whole() => whole ??= Contents(graph.OfInnerType);

    private Entity Contents(Func<string, IEnumerable<RowEntity>> entities) =>
        new(AnvilEntityTypes.Inner.Select(type => KeyValuePair.Create(type, Value.List(entities(type).Select(inner.Of)))));

    private IEnumerable<RowEntity> Rows(string entityType, BundlePartition partition) => graph.OfInnerType(entityType).Where(e => partition.Contains(e.Id));
}
