using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Queries;
using Azul.Search.Results;

namespace Azul.Gateway.Rest.Facets;

/// <summary>The facets of an answer (<c>spec/service.md</c> §4.4).</summary>
internal static class TermFacets
{
    private const int MaxTerms = 99_999;

    /// <summary>The facets that every list of hits has: the plugin's, where <c>accessible</c> stands for the one of source ids.</summary>
    public static IReadOnlyList<FacetRequest> Requests(MetadataModel model) =>
    [
        .. Fields(model).Select(f => new FacetRequest(f.Name, MaxTerms) { CountsTerms = false, Companion = f.Declaration.FacetCompanion }),
        new(SpecialFields.Accessible, MaxTerms) { CountsTerms = false },
    ];

    /// <summary>Writes the answers to <see cref="Requests"/>.</summary>
    public static void Write(Utf8JsonWriter json, MetadataModel model, IReadOnlyList<FacetResult> results)
    {
        json.WriteStartObject("termFacets"u8);
        var i = 0;
        foreach (var field in Fields(model))
        {
            json.WritePropertyName(field.Name);
            Write(json, results[i++], field.Declaration.FacetCompanion);
        }
        json.WritePropertyName(SpecialFields.Accessible);
        Write(json, results[i], companion: null);
        json.WriteEndObject();
    }

    private static IEnumerable<Field> Fields(MetadataModel model) => model.Facets.Where(f => f.Name != model.Special.SourceId);

    private static void Write(Utf8JsonWriter json, FacetResult facet, string? companion)
    {
        json.WriteStartObject();
        json.WriteStartArray("terms"u8);
        // Entities without the field are counted with the null term, at the place that the explicit nulls alone give it; there is none without them.
        var absent = facet.AbsentCount;
        foreach (var term in facet.Terms)
        {
            WriteTerm(json, term.Value, term.Count + (term.Value.IsNull ? absent : 0), companion, term.Companions);
            if (term.Value.IsNull)
                absent = 0;
        }
        if (absent > 0)
            WriteTerm(json, Value.Null, absent, null, []);
        json.WriteEndArray();
        json.WriteNumber("total"u8, facet.Terms.Count == 0 ? 0 : facet.Total);
        json.WriteString("type"u8, "terms"u8);
        json.WriteEndObject();
    }

    private static void WriteTerm(Utf8JsonWriter json, Value term, long count, string? companion, IReadOnlyList<Value> companions)
    {
        json.WriteStartObject();
        json.WritePropertyName("term"u8);
        WriteValue(json, term);
        json.WriteNumber("count"u8, count);
        if (companion is not null)
        {
            json.WriteStartArray(companion);
            foreach (var value in companions)
                WriteValue(json, value);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    // Booleans and numbers are text here.
    private static void WriteValue(Utf8JsonWriter json, Value term)
    {
        if (term.Kind is ValueKind.Boolean or ValueKind.Long or ValueKind.Double)
            json.WriteStringValue(term.ToString());
        else
            ValueJson.Write(json, term);
    }
}
