using Azul.Plugins.Documents;

namespace Azul.Indexer.Generate;

/// <summary>The entities of one bundle and the links between them, as they are put together. Not safe for concurrent use.</summary>
internal sealed class GeneratedBundle(GeneratedProject project, int number)
{
    private readonly List<(GeneratedEntity Entity, bool IsOwn)> entities = [];
    private readonly List<Value> links = [];

    public Study Study => project.Study;

    public int Number => number;

    public IEnumerable<GeneratedEntity> ToWrite => entities.Where(e => e.IsOwn).Select(e => e.Entity);

    public IReadOnlyList<Value> Links => links;

    /// <summary>The bytes of all metadata documents, those of shared entities included.</summary>
    public int MetadataBytes => entities.Sum(e => e.Entity.Metadata.Length);

    /// <summary>Adds an entity that this bundle writes, unless another one has.</summary>
    public GeneratedEntity Add(GeneratedEntity entity, bool isOwn = true)
    {
        entities.Add((entity, isOwn));
        return entity;
    }

    /// <summary>Adds an entity that any bundle of the project may use.</summary>
    public GeneratedEntity Share(GeneratedEntity entity) =>
        entities.Exists(e => e.Entity.Id == entity.Id) ? entity : Add(entity, project.Claim(entity));

    /// <summary>Puts another form of an own entity in its place.</summary>
    public void Replace(GeneratedEntity entity, GeneratedEntity other) => entities[entities.FindIndex(e => e.Entity == entity)] = (other, IsOwn: true);

    /// <summary>Links inputs to outputs by a process.</summary>
    public void Link(GeneratedEntity process, GeneratedEntity[] inputs, IEnumerable<GeneratedEntity> outputs, params GeneratedEntity[] protocols) => links.Add(new Entity(
        ("link_type", "process_link"),
        ("process_id", process.Id.ToString()),
        ("process_type", process.Type),
        ("inputs", References("input", inputs)),
        ("outputs", References("output", outputs)),
        ("protocols", References("protocol", protocols))));

    /// <summary>Links a file to the project.</summary>
    public void Supplement(GeneratedEntity file) => links.Add(new Entity(
        ("link_type", "supplementary_file_link"),
        ("entity", new Entity(("entity_type", project.Project.Type), ("entity_id", project.Project.Id.ToString()))),
        ("files", References("file", [file]))));

    private static Value References(string role, IEnumerable<GeneratedEntity> entities) =>
        Value.List(entities.Select(e => (Value)new Entity(($"{role}_type", e.Type), ($"{role}_id", e.Id.ToString()))));
}
