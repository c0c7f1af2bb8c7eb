using System.Text;
using Azul.Plugins.Documents;
using Azul.Search.Documents;
using Azul.Tests.Support;

namespace Azul.Tests.Search;

/// <summary>Aggregates of <see cref="ToyPlugin"/> with just the columns that a test is about.</summary>
internal static class ToyDocuments
{
    /// <summary>A book. A column's values are those of a list, or the one value; an empty list leaves the column out.</summary>
    public static AggregateDocument Book(string id, params (string Column, Value Values)[] columns) => Of(ToyPlugin.Books, id, ["s1"], columns);

    public static AggregateDocument Of(string entityType, string id, string[] sources, params (string Column, Value Values)[] columns) => new(
        new(entityType, id),
        Encoding.UTF8.GetBytes($"{{\"entity_id\":\"{id}\"}}"),
        Encoding.UTF8.GetBytes($"{{\"entryId\":\"{id}\"}}"),
        sources,
        columns
            .Append(("entryId", id))
            .Append(("sourceId", Value.List(sources)))
            .Where(c => c.Item2.Elements.Any())
            .ToDictionary(c => c.Item1, c => (IReadOnlyList<Value>)[.. c.Item2.Elements]));

    /// <summary>An award, as a value.</summary>
    public static Value Award(string? prize, long? year) => new Entity(("prize", prize), ("year", year));

    /// <summary>A quantity, as a value.</summary>
    public static Value Quantity(string value, string? unit) => new Entity(("value", value), ("unit", unit));

    /// <summary>Ranges are lists themselves, so that several of them, or one, are a list of lists.</summary>
    public static Value Ranges(params (double? From, double? To)[] ranges) =>
        Value.List(ranges.Select(r => Value.List(Number(r.From), Number(r.To))));

    /// <summary>Writes documents whatever is there already.</summary>
    public static async Task PutAsync(this IndexUnderTest index, string catalog, params AggregateDocument[] documents)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var versions = await index.Store.ReadAggregateVersionsAsync(catalog, [.. documents.Select(d => d.Entity)], cancellation);
        await index.WriteAsync(catalog, [.. documents.Zip(versions, (d, v) => new AggregateWrite(d.Entity, d, v))]);
    }

    public static async Task DeleteAsync(this IndexUnderTest index, string catalog, params EntityReference[] entities)
    {
        var versions = await index.Store.ReadAggregateVersionsAsync(catalog, entities, TestContext.Current.CancellationToken);
        await index.WriteAsync(catalog, [.. entities.Zip(versions, (e, v) => new AggregateWrite(e, null, v))]);
    }

    private static async Task WriteAsync(this IndexUnderTest index, string catalog, AggregateWrite[] writes)
    {
        var outcomes = await index.Store.WriteAggregatesAsync(catalog, writes, TestContext.Current.CancellationToken);
        Assert.All(outcomes, o => Assert.True(o.Status is WriteStatus.Created or WriteStatus.Replaced, $"{o}"));
        await index.Settle();
    }

    private static Value Number(double? number) => number is { } n ? n : Value.Null;
}
