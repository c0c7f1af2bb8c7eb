using System.Text.Json;

namespace Azul.Plugins.Repositories.Staging;

/// <summary>The entities that a links document names, ids by type: types in the order in which they first occur, ids sorted (<c>spec/indexer.md</c> §6.5).</summary>
internal sealed class LinkedEntities
{
    private readonly List<(string Type, SortedSet<Guid> Ids)> byType = [];

    private LinkedEntities(Guid project) => Add("project", project);

    public IEnumerable<(string Type, Guid Id)> All => byType.SelectMany(t => t.Ids.Select(id => (t.Type, id)));

    /// <exception cref="FormatException">The document breaks the format of links.</exception>
    public static LinkedEntities Of(JsonElement links, Guid project)
    {
        var entities = new LinkedEntities(project);
        foreach (var link in List(links, "links"))
            entities.Add(link);
        return entities;
    }

    private void Add(JsonElement link)
    {
        switch (Text(link, "link_type"))
        {
            case "process_link":
                Add(link, "process");
                AddAll(link, "inputs", "input");
                AddAll(link, "outputs", "output");
                AddAll(link, "protocols", "protocol");
                break;
            case "supplementary_file_link":
                AddAll(link, "files", "file");
                break;
            case var unknown:
                throw new FormatException($"there is a link of the unknown type '{unknown}'; there are process_link and supplementary_file_link");
        }
    }

    private void AddAll(JsonElement link, string list, string role)
    {
        foreach (var element in List(link, list))
            Add(element, role);
    }

    private void Add(JsonElement reference, string role)
    {
        var id = Text(reference, role + "_id");
        if (!StagingFileName.TryParseId(id, out var parsed))
            throw new FormatException($"'{id}' in {role}_id is not a UUID in lower case");
        Add(Text(reference, role + "_type"), parsed);
    }

    private void Add(string type, Guid id)
    {
        var position = byType.FindIndex(t => t.Type == type);
        if (position < 0)
            byType.Add((type, [id]));
        else
            byType[position].Ids.Add(id);
    }

    private static JsonElement.ArrayEnumerator List(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : throw new FormatException($"a list '{name}' is missing");

    private static string Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : throw new FormatException($"a text '{name}' is missing");
}
