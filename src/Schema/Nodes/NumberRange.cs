using System.Text.Json;

namespace Azul.GraphSchema.Nodes;

/// <summary>A range in a document: a list of two numbers, or an object with <c>gte</c> and <c>lte</c>; null is an open end.</summary>
internal sealed record NumberRange(double? From, double? To)
{
    public static NumberRange? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array when element.GetArrayLength() == 2 => new(Number(element[0]), Number(element[1])),
        JsonValueKind.Object => new(End(element, "gte"), End(element, "lte")),
        _ => null,
    };

    private static double? End(JsonElement element, string name) => element.TryGetProperty(name, out var end) ? Number(end) : null;

    private static double? Number(JsonElement element) => element.ValueKind == JsonValueKind.Number ? element.GetDouble() : null;
}
