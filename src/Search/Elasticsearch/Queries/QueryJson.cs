using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Search.Elasticsearch.Queries;

/// <summary>The words of Elasticsearch's query language that queries are put together of, each a JSON object.</summary>
internal static class QueryJson
{
    extension(Utf8JsonWriter json)
    {
        public void Everything() => json.Empty("match_all");

        public void Nothing() => json.Empty("match_none");

        /// <summary>All parts match. There may be none of them.</summary>
        public void All(IReadOnlyList<Action> parts)
        {
            if (parts.Count == 0)
                json.Everything();
            else
                json.Bool("filter", parts);
        }

        /// <summary>One part matches at least.</summary>
        public void Any(IReadOnlyList<Action> parts)
        {
            if (parts.Count == 0)
                json.Nothing();
            else if (parts is [var only])
                only();
            else
                json.Bool("should", parts);
        }

        public void Not(Action part) => json.Bool("must_not", [part]);

        /// <summary>The field has a value.</summary>
        public void Exists(string field)
        {
            json.WriteStartObject();
            json.WriteStartObject("exists");
            json.WriteString("field", field);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        public void Term(string field, string value)
        {
            json.WriteStartObject();
            json.WriteStartObject("term");
            json.WriteString(field, value);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        /// <summary>The field has one of the values.</summary>
        public void Terms(string field, IReadOnlyCollection<Value> values)
        {
            if (values.Count == 0)
            {
                json.Nothing();
                return;
            }
            json.WriteStartObject();
            json.WriteStartObject("terms");
            json.WriteStartArray(field);
            foreach (var value in values)
                ValueJson.Write(json, value);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        /// <summary>A nested object matches.</summary>
        public void Nested(string path, Action query)
        {
            json.WriteStartObject();
            json.WriteStartObject("nested");
            json.WriteString("path", path);
            json.WritePropertyName("query");
            query();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        private void Bool(string occurrence, IReadOnlyList<Action> parts)
        {
            json.WriteStartObject();
            json.WriteStartObject("bool");
            json.WriteStartArray(occurrence);
            foreach (var part in parts)
                part();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        private void Empty(string query)
        {
            json.WriteStartObject();
            json.WriteStartObject(query);
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }
}
