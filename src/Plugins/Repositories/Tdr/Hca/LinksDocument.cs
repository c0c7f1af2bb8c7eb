using System.Text.Json;
using Azul.Plugins.Repositories.Tdr.Services;

namespace Azul.Plugins.Repositories.Tdr.Hca;

/// <summary>The links of one bundle as the table <c>links</c> has them (<c>spec/indexer.md</c> §6.6).</summary>
internal sealed class LinksDocument
{
    private readonly List<EntityKey> entities = [];
    private readonly HashSet<EntityKey> known = [];
    private readonly HashSet<EntityKey> inputs = [];
    private readonly HashSet<EntityKey> made = [];

    /// <param name="id">The id of the bundle.</param>
    /// <param name="content">The document.</param>
    /// <param name="project">The id of the bundle's project.</param>
    /// <exception cref="FormatException">The document breaks the format of links.</exception>
    public LinksDocument(string id, JsonElement content, string project)
    {
        (Id, Content) = (id, content);
        var ofProject = new EntityKey("project", project);
        Add(ofProject);
        foreach (var link in List(content, "links"))
            Add(link, ofProject);
    }

    public string Id { get; }

    public JsonElement Content { get; }

    /// <summary>Everything that the links name, each once, the project first.</summary>
    public IReadOnlyList<EntityKey> Entities => entities;

    /// <summary>Files that are put into a process but come out of none here, so that they must come from another bundle.</summary>
    public IEnumerable<EntityKey> DanglingInputs => inputs.Where(i => i.IsFile && !made.Contains(i));

    private void Add(JsonElement link, EntityKey project)
    {
        switch (Text(link, "link_type"))
        {
            case "process_link":
                Add(Key(link, "process"));
                foreach (var input in Keys(link, "inputs", "input"))
                    inputs.Add(Add(input));
                foreach (var output in Keys(link, "outputs", "output"))
                    made.Add(Add(output));
                foreach (var protocol in Keys(link, "protocols", "protocol"))
                    Add(protocol);
                break;
            case "supplementary_file_link":
                if (!link.TryGetProperty("entity", out var entity) || Key(entity, "entity") != project)
                    throw new FormatException($"a supplementary_file_link is not one of the project {project}");
                foreach (var file in Keys(link, "files", "file"))
                    made.Add(Add(file));
                break;
            case var unknown:
                throw new FormatException($"there is a link of the unknown type '{unknown}'; there are process_link and supplementary_file_link");
        }
    }

    private EntityKey Add(EntityKey entity)
    {
        if (known.Add(entity))
            entities.Add(entity);
        return entity;
    }

    private static IEnumerable<EntityKey> Keys(JsonElement link, string list, string role) => List(link, list).Select(e => Key(e, role));

    private static EntityKey Key(JsonElement reference, string role) => EntityKey.Parse(Text(reference, role + "_type"), Text(reference, role + "_id"));

    private static JsonElement.ArrayEnumerator List(JsonElement parent, string name) => parent.ListOrNull(name) ?? throw new FormatException($"a list '{name}' is missing");

    private static string Text(JsonElement parent, string name) => parent.TextOrNull(name) ?? throw new FormatException($"a text '{name}' is missing");
}
