using Azul.Plugins.Documents;
using Azul.Plugins.Hca.Graph;
using Azul.Plugins.Reading;

namespace Azul.Plugins.Hca.Contributions;

/// <summary>The contents of contributions: what one bundle says about one outer entity (<c>spec/indexer.md</c> §4.4). Not safe for concurrent use.</summary>
internal sealed class BundleContents
{
    private readonly MetadataGraph graph;
    private readonly Place bundle;
    private readonly InnerEntities inner;
    private readonly FileStrata strata;
    private readonly Value project;
    private List<KeyValuePair<string, Value>>? whole;

    public BundleContents(MetadataGraph graph, Place bundle)
    {
        this.graph = graph;
        this.bundle = bundle;
        inner = new(graph);
        strata = new(graph);
        Project = graph.Project(bundle);
        project = inner.ListOf("projects", [Project]);
    }

    /// <summary>The project of the bundle.</summary>
    public MetadataEntity Project { get; }

    /// <summary>The contents for a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="relatedFiles">The files that it stands for.</param>
    public Entity OfFile(DataFile file, IEnumerable<DataFile> relatedFiles)
    {
        var entity = InnerEntities.ReadBack("files", FileEntities.File(file, [.. relatedFiles.Select(FileEntities.RelatedFile)]));
        return Complete(
            Common(graph.SamplesOf(file), Relatives.Of(file), ("files", Value.List(entity)), [.. FileStrata.Supplement(file)]),
            Dates(file));
    }

    public Entity OfCellSuspension(MetadataEntity suspension) => Complete(
        Common(graph.SamplesOf(suspension), Relatives.Of(suspension), ("cell_suspensions", inner.ListOf("cell_suspensions", [suspension])), []),
        Dates(suspension));

    public Entity OfSample(MetadataEntity sample) => Complete(Common([sample], Relatives.Of(sample), null, []), Dates(sample));

    public Entity OfProject() =>
        Complete(Whole(), DateEntities.Dates(Project.Id, Project.SubmissionDate, Project.UpdateDate, NotStitched()));

    public Entity OfBundle()
    {
        var version = MetadataDate.OfVersion(bundle);
        return Complete(Whole(), DateEntities.Dates(bundle.Bundle.Uuid, version, version, NotStitched()));
    }

    private List<KeyValuePair<string, Value>> Whole() => whole ??= MakeWhole();

    // Projects and bundles have everything that is linked to a specimen or file.
    private List<KeyValuePair<string, Value>> MakeWhole()
    {
        var relatives = new Relatives();
        foreach (var specimen in graph.OfSchema(Schema.Specimen))
            relatives.Add(specimen);
        foreach (var file in graph.Files)
            relatives.Add(file);
        var contents = Common([.. graph.Files.SelectMany(graph.SamplesOf).Distinct()], relatives, null, []);
        var files = relatives.Of("files").Cast<DataFile>().ToArray();
        contents.Add(new("matrices", Matrices("matrices", files.Where(f => f.IsMatrix && f.IsIntermediate != true && f.Submitter is { IsInternal: true }))));
        contents.Add(new("contributed_analyses", Matrices(
            "contributed_analyses",
            files.Where(f => (f.IsMatrix || f.IsAnalysis) && f.IsIntermediate != true && f.Submitter is { IsInternal: false }))));
        return contents;
    }

    private Value Matrices(string innerType, IEnumerable<DataFile> files) => Value.List(files.Select(file => (Value)InnerEntities.ReadBack(
        innerType,
        new(("document_id", file.Id), ("file", FileEntities.File(file, []).With("strata", strata.Of(file)))))));

    private List<KeyValuePair<string, Value>> Common(
        IReadOnlyList<MetadataEntity> samples,
        Relatives relatives,
        (string InnerType, Value Entities)? instead,
        IReadOnlyList<(string InnerType, Entity Entity)> supplement)
    {
        var contents = new List<KeyValuePair<string, Value>>(20);
        foreach (var kind in samples.GroupBy(s => $"sample_{s.Schema.InnerType}"))
            contents.Add(new(kind.Key, inner.ListOf(kind.Key, kind)));
        if (samples.Count > 0)
            contents.Add(new("samples", inner.ListOf("samples", samples)));
        foreach (var innerType in Relatives.InnerTypes)
        {
            var entities = instead?.InnerType == innerType ? instead.Value.Entities : inner.ListOf(innerType, relatives.Of(innerType));
            contents.Add(new(innerType, With(entities, innerType, supplement)));
        }
        return contents;
    }

    private static Value With(Value entities, string innerType, IReadOnlyList<(string InnerType, Entity Entity)> supplement) => supplement.Count == 0
        ? entities
        : Value.List([.. entities.AsList, .. supplement.Where(s => s.InnerType == innerType).Select(s => (Value)s.Entity)]);

    private Entity Complete(List<KeyValuePair<string, Value>> contents, Entity dates) => new(
    [
        .. contents,
        new("dates", Value.List((Value)dates)),
        new("projects", project),
    ]);

    private static Entity Dates(MetadataEntity entity) => DateEntities.Dates(entity.Id, entity.SubmissionDate, entity.UpdateDate, []);

    private IEnumerable<MetadataEntity> NotStitched() => graph.Entities.Where(e => !e.IsStitched);
}
