using Azul.Plugins.Reading;
using Azul.Plugins.Repositories;

namespace Azul.Plugins.Hca.Graph;

/// <summary>The metadata of a bundle: entities in the order of the bundle, connected by its links (<c>spec/indexer.md</c> §4.3).</summary>
internal sealed class MetadataGraph
{
    private readonly Dictionary<string, MetadataEntity> byId;
    private readonly Dictionary<MetadataEntity, IReadOnlyList<MetadataEntity>> samples = [];

    private MetadataGraph(IReadOnlyList<MetadataEntity> entities, Node links)
    {
        Entities = entities;
        Links = links;
        Files = [.. entities.OfType<DataFile>()];
        byId = new(entities.Count);
        foreach (var entity in entities)
        {
            if (!byId.TryAdd(entity.Id, entity))
                throw entity.Place.Fault(ReadingFaults.DuplicateId, $"the document has the same id as {byId[entity.Id].Place.Where}");
        }
        Connect();
        LeafSuspensions = GraphOrder.LeafSuspensions(GraphOrder.ParentsFirst(entities));
    }

    public IReadOnlyList<MetadataEntity> Entities { get; }

    public IReadOnlyList<DataFile> Files { get; }

    /// <summary>The document that holds the links.</summary>
    public Node Links { get; }

    /// <summary>The cell suspensions that no other cell suspension was made of.</summary>
    public IReadOnlySet<MetadataEntity> LeafSuspensions { get; }

    /// <exception cref="BundleException">The bundle breaks a rule.</exception>
    public static MetadataGraph Of(Bundle bundle)
    {
        var parts = new BundleReader(bundle);
        return new([.. parts.Entities()], parts.Links());
    }

    public IEnumerable<MetadataEntity> OfSchema(string name) => Entities.Where(e => e.Schema.Name == name);

    /// <summary>The project, of which there must be one.</summary>
    public MetadataEntity Project(Place bundle) => Entities.Where(e => e.Schema.Core == EntityCore.Project).ToArray() is [var project]
        ? project
        : throw bundle.Fault(Faults.NotOneProject, "the bundle must have exactly one project");

    /// <summary>The samples that an entity is from: those that are met first on every way up. A sample is its own sample.</summary>
    public IReadOnlyList<MetadataEntity> SamplesOf(MetadataEntity entity)
    {
        if (samples.TryGetValue(entity, out var known))
            return known;
        IReadOnlyList<MetadataEntity> found = entity.Schema.IsSample
            ? [entity]
            : entity.Parents.Count == 1 ? SamplesOf(entity.Parents[0]) : [.. entity.Parents.SelectMany(SamplesOf).Distinct()];
        samples.Add(entity, found);
        return found;
    }

    private void Connect()
    {
        var made = new HashSet<(MetadataEntity, MetadataEntity)>();
        foreach (var (source, destination) in LinkParser.Parse(Links))
            Target(source).LinkTo(Target(destination), made);
    }

    private MetadataEntity Target(string id) => byId.TryGetValue(id, out var entity)
        ? entity
        : throw Links.Place.Fault(ReadingFaults.LinkTargetMissing, $"a link names the entity {id}, which is not in the bundle");
}
