using Azul.Plugins.Documents;
using Azul.Plugins.Hca.Graph;
using Azul.Plugins.Hca.Model;
using Azul.Plugins.Metadata;
using Azul.Plugins.Reading;
using Azul.Plugins.Repositories;

namespace Azul.Plugins.Hca.Contributions;

/// <summary>Makes contributions and replicas of a bundle (<c>spec/indexer.md</c> §4.4).</summary>
internal sealed class HcaTransformation : IBundleTransformation
{
    private readonly SourcedBundle id;
    private readonly Place place;
    private readonly MetadataGraph graph;
    private readonly Lazy<BundleContents> contents;

    public HcaTransformation(Bundle bundle)
    {
        id = bundle.Id;
        place = new(id.Fqid, null);
        Joiner.Reject(bundle);
        graph = MetadataGraph.Of(bundle);
        contents = new(() => new(graph, place));
    }

    public int Estimate(BundlePartition partition) =>
        Files(partition).Count() + Suspensions(partition).Count() + Samples(partition).Count() + Projects(partition).Count() + (HasBundle(partition) ? 1 : 0);

    public IEnumerable<Contribution> Contributions(BundlePartition partition, bool deleted) =>
    [
        .. FileContributions(partition, deleted),
        .. Suspensions(partition).Select(s => Contribution(HcaEntityTypes.CellSuspensions, s.Id, contents.Value.OfCellSuspension(s), deleted)),
        .. Samples(partition).Select(s => Contribution(HcaEntityTypes.Samples, s.Id, contents.Value.OfSample(s), deleted)),
        .. Projects(partition).Select(p => Contribution(HcaEntityTypes.Projects, p.Id, contents.Value.OfProject(), deleted)),
        .. HasBundle(partition) ? [Contribution(HcaEntityTypes.Bundles, id.Fqid.Uuid, contents.Value.OfBundle(), deleted)] : Array.Empty<Contribution>(),
    ];

    public IEnumerable<Replica> Replicas(BundlePartition partition) =>
        HcaReplicas.Of(graph, place, [.. Files(partition).Where(f => f.IsShown)], contents.Value.Project);

    private IEnumerable<Contribution> FileContributions(BundlePartition partition, bool deleted)
    {
        var files = Files(partition).ToArray();
        var stores = files.Where(f => f.Zarr is { IsRelated: true }).ToLookup(f => f.Zarr!.Store);
        return files.Where(f => f.IsShown)
            .Select(f => Contribution(HcaEntityTypes.Files, f.Id, contents.Value.OfFile(f, f.Zarr is null ? [] : stores[f.Zarr.Store]), deleted));
    }

    private Contribution Contribution(string entityType, string entityId, Entity contentsOfEntity, bool deleted) =>
        new(new(entityType, entityId), id.Fqid, id.Source, deleted, contentsOfEntity);

    private IEnumerable<DataFile> Files(BundlePartition partition) => graph.Files.Where(f => !f.IsStitched && partition.Contains(f.Id));

    private IEnumerable<MetadataEntity> Suspensions(BundlePartition partition) =>
        graph.OfSchema(Schema.CellSuspension).Where(s => partition.Contains(s.Id));

    private IEnumerable<MetadataEntity> Samples(BundlePartition partition) =>
        graph.Files.Where(f => !f.IsStitched).SelectMany(graph.SamplesOf).Distinct().Where(s => partition.Contains(s.Id));

    private IEnumerable<MetadataEntity> Projects(BundlePartition partition) =>
        graph.Project(place) is var project && partition.Contains(project.Id) ? [project] : [];

    private bool HasBundle(BundlePartition partition) => partition.Contains(id.Fqid.Uuid);
}
