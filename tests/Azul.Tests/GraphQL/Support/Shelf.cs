using Azul.Plugins.Documents;
using Azul.Tests.Support;

namespace Azul.Tests.GraphQL.Support;

/// <summary>Aggregates of <see cref="ToyPlugin"/>.</summary>
internal static class Shelf
{
    /// <summary>A book with the given properties; its authors have the form of items, its library that of a group.</summary>
    public static Aggregate Book(string id, string source, params (string Name, Value Value)[] properties) => new(
        new(ToyPlugin.Books, id),
        1,
        [new(source, $"{source}:/0")],
        [new($"bundle-{id}", "2020-01-01T00:00:00.000000Z")],
        new(
            (ToyPlugin.Books, Value.List(new Entity([("document_id", id), .. properties]))),
            ("authors", Value.List(new Entity(("document_id", $"author-{id}"), ("name", $"Author of {id}"), ("country", Value.Null)))),
            (ToyPlugin.Libraries, Value.List(new Entity(("document_id", Value.List("l1")), ("name", Value.List("Main library")), ("city", Value.List(Value.Null)))))),
        new(("page_count", properties.FirstOrDefault(p => p.Name == "pages").Value is { Kind: ValueKind.Long } pages ? pages : 0L)));

    /// <summary>A library; libraries are the hub.</summary>
    public static Aggregate Library(string id, string source, string name) => new(
        new(ToyPlugin.Libraries, id),
        1,
        [new(source, $"{source}:/0")],
        [new($"bundle-{id}", "2020-01-01T00:00:00.000000Z")],
        new((ToyPlugin.Libraries, Value.List(new Entity(("document_id", id), ("name", name), ("city", "Ghent")))), (ToyPlugin.Books, Value.List()), ("authors", Value.List())),
        new(("page_count", 0L)));

    public static Value Award(string? prize, long? year) => new Entity(("prize", prize), ("year", year));

    public static Value Period(string? value, string? unit) => new Entity(("value", value), ("unit", unit));
}
