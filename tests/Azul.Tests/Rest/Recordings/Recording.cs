using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Tests.Support;

namespace Azul.Tests.Rest.Recordings;

/// <summary>A request that the original was sent, and its answer.</summary>
internal sealed record Recording(
    string Method, string Url, IReadOnlyDictionary<string, string> Headers, string? Body, int Status, IReadOnlyDictionary<string, string> AnswerHeaders, Value Answer)
{
    private const string Folder = "golden/rest";

    /// <summary>Method and URL, and the headers and body that tell it from others.</summary>
    public string Name => string.Join(' ', new[] { Method, Url }
        .Concat(Headers.Select(h => $"{h.Key}: {h.Value}"))
        .Concat(Body is null ? [] : [Body]));

    /// <summary>The recordings in a file, references resolved.</summary>
    public static IReadOnlyList<Recording> Load(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        var common = Parse(Path.Combine(folder, "common.json")).AsEntity;
        return [.. Parse(file).AsList.Select(item => Of(item.AsEntity, folder, common))];
    }

    private static Recording Of(Entity item, string folder, Entity common)
    {
        var request = item["request"].AsEntity;
        var response = item["response"].AsEntity;
        var body = request["body"];
        return new(
            request["method"].AsString,
            request["url"].AsString,
            Texts(request["headers"]),
            body.IsNull ? null : body.AsStringOrNull ?? JsonSerializer.Serialize(JsonElement.Parse(ValueJson.Serialize(body))),
            (int)response["status"].AsLong,
            Texts(response["headers"]),
            Resolve(response["body"], folder, common));
    }

    private static Value Resolve(Value value, string folder, Entity common)
    {
        if (value.Kind == ValueKind.List)
            return Value.List(value.AsList.Select(v => Resolve(v, folder, common)));
        if (value.Kind != ValueKind.Entity)
            return value;
        var entity = value.AsEntity;
        if (entity.Count == 1 && entity["$ref"].AsStringOrNull is { } reference)
        {
            var colon = reference.IndexOf(':', StringComparison.Ordinal);
            return common[reference[..colon]].AsEntity[reference[(colon + 1)..]];
        }
        if (entity.Count == 1 && entity["$file"].AsStringOrNull is { } file)
            return Parse(Path.Combine(folder, file));
        return new Entity(entity.Select(p => KeyValuePair.Create(p.Key, Resolve(p.Value, folder, common))));
    }

    private static Dictionary<string, string> Texts(Value headers) => headers.IsNull ? [] : headers.AsEntity.ToDictionary(h => h.Key, h => h.Value.AsString);

    private static Value Parse(string file) => ValueJson.FromElement(JsonElement.Parse(File.ReadAllBytes(SharedFiles.Path(Path.Combine(Folder, file)))));
}
