using System.Text.Json;

namespace Azul.Tests.GraphQL.Support;

/// <summary>Short ways into answers.</summary>
internal static class JsonExtensions
{
    /// <summary>The element at a path of property names and indices.</summary>
    public static JsonElement At(this JsonElement element, params object[] path) =>
        path.Aggregate(element, (e, step) => step is int index ? e[index] : e.GetProperty((string)step));

    public static string Name(this JsonElement element) => element.GetProperty("name").GetString()!;

    public static string Code(this JsonElement error) => error.At("extensions", "code").GetString()!;

    /// <summary>What the elements of a list have for a property, as text.</summary>
    public static string Each(this JsonElement list, string property) => string.Join(' ', list.EnumerateArray().Select(e => e.GetProperty(property).ToString()));

    /// <summary>The terms of a facet, each with its count.</summary>
    public static string Terms(this JsonElement facet) =>
        string.Join(' ', facet.GetProperty("terms").EnumerateArray().Select(t => $"{t.GetProperty("label")}:{t.GetProperty("count")}"));
}
