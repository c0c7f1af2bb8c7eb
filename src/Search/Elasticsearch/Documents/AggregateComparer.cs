using System.Text.Json;
using Azul.Search.Documents;
using Azul.Search.Elasticsearch.Indices;

namespace Azul.Search.Elasticsearch.Documents;

/// <summary>Compares what aggregates should be with what is stored of them.</summary>
internal sealed class AggregateComparer(StoredStates stored, AggregateWrites aggregates)
{
    private const string Ask = $"_source_excludes={AggregateFields.Native},{AggregateFields.Hit}&stored_fields={AggregateFields.Native},{AggregateFields.Hit}";

    public async Task<IReadOnlyList<AggregateComparison>> CompareAsync(GenerationRef generation, IReadOnlyList<AggregateWrite> expected, CancellationToken cancellation)
    {
        AggregateComparison[] comparisons = [.. expected.Select(e => new AggregateComparison(0, e.Document is null ? null : "is missing"))];
        await stored.ReadAsync(
            generation,
            IndexKind.Aggregates,
            [.. expected.Select(e => DocumentId.Of(e.Entity))],
            Ask,
            (i, document) => comparisons[i] = new(DocumentVersion.Of(document).Packed, Difference(generation, expected[i], document)),
            cancellation);
        return comparisons;
    }

    private string? Difference(GenerationRef generation, AggregateWrite expected, JsonElement document)
    {
        if (expected.Document is not { } wanted)
            return "should not be there";
        using var made = JsonDocument.Parse(Json.Object(json => AggregateFields.Write(json, wanted, aggregates.ColumnsOf(generation.Catalog))));
        var source = document.GetProperty("_source");
        string[] parts =
        [
            .. Part("sources", AreEqual(made.RootElement, source, AggregateFields.SourceIds)),
            .. Part("columns", made.RootElement.EnumerateObject().Where(IsColumn).All(p => AreEqual(made.RootElement, source, p.Name))),
            .. Part("document", PayloadOf(document, AggregateFields.Native).AsSpan().SequenceEqual(wanted.Native.Span)),
            .. Part("hit", PayloadOf(document, AggregateFields.Hit).AsSpan().SequenceEqual(wanted.Hit.Span)),
        ];
        return parts.Length == 0 ? null : $"differs in {string.Join(", ", parts)}";
    }

    private static bool IsColumn(JsonProperty property) => property.Name is not (AggregateFields.SourceIds or AggregateFields.Native or AggregateFields.Hit);

    private static bool AreEqual(JsonElement made, JsonElement found, string name) =>
        found.TryGetProperty(name, out var value) && JsonElement.DeepEquals(made.GetProperty(name), value);

    private static byte[] PayloadOf(JsonElement document, string name) =>
        document.TryGetProperty("fields", out var fields) && fields.TryGetProperty(name, out var values) ? Json.TextOf(values[0]) : [];

    private static IEnumerable<string> Part(string name, bool isEqual) => isEqual ? [] : [name];
}
