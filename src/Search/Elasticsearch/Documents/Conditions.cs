using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Search.Elasticsearch.Documents;

/// <summary>Writes queries that are conditions on keywords.</summary>
internal static class Conditions
{
    /// <summary>Writes the property <c>query</c>: all of these conditions.</summary>
    public static void WriteQuery(this Utf8JsonWriter json, params ReadOnlySpan<Action<Utf8JsonWriter>> conditions)
    {
        json.WriteStartObject("query");
        json.WriteStartObject("bool");
        json.WriteStartArray("filter");
        foreach (var condition in conditions)
        {
            json.WriteStartObject();
            condition(json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static Action<Utf8JsonWriter> Is(string field, string value) => json => Write(json, "term", field, () => json.WriteStringValue(value));

    public static Action<Utf8JsonWriter> Is(string field, long value) => json => Write(json, "term", field, () => json.WriteNumberValue(value));

    public static Action<Utf8JsonWriter> StartsWith(string field, string prefix) => json => Write(json, "prefix", field, () => json.WriteStringValue(prefix));

    public static Action<Utf8JsonWriter> IsOneOf(string field, IEnumerable<string> values) => json => Write(json, "terms", field, () =>
    {
        json.WriteStartArray();
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    });

    private static Action<Utf8JsonWriter> AnyOf(IEnumerable<Action<Utf8JsonWriter>[]> alternatives) => json =>
    {
        json.WriteStartObject("bool");
        json.WriteStartArray("should");
        foreach (var alternative in alternatives)
        {
            json.WriteStartObject();
            json.WriteStartObject("bool");
            json.WriteStartArray("filter");
            foreach (var condition in alternative)
            {
                json.WriteStartObject();
                condition(json);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    };

    public static Action<Utf8JsonWriter> AnyOfEntities(IEnumerable<EntityReference> entities) => AnyOf(entities.GroupBy(e => e.EntityType)
        .Select(g => new[] { Is(ContributionFields.EntityType, g.Key), IsOneOf(ContributionFields.EntityId, g.Select(e => e.EntityId)) }));

    private static void Write(Utf8JsonWriter json, string kind, string field, Action value)
    {
        json.WriteStartObject(kind);
        json.WritePropertyName(field);
        value();
        json.WriteEndObject();
    }
}
