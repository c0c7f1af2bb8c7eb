using System.Runtime.InteropServices;
using System.Text.Json;
using Azul.Search.Elasticsearch.Documents;
using Azul.Search.Queries;
using Azul.Search.Results;

namespace Azul.Search.Elasticsearch.Queries;

/// <summary>The page of hits that a search is asked for. A page before a cursor, or the last one, is taken in the reverse order.</summary>
internal sealed class HitPart(QueryScope scope, HitPage page)
{
    private bool NeedsSources => scope.Query.Access is { Sources: not null, IsLimit: false };

    private string? Payload => page.Form switch
    {
        HitForm.Native => AggregateFields.Native,
        HitForm.Rest => AggregateFields.Hit,
        _ => null,
    };

    /// <summary>Writes the parts of the search that ask for it.</summary>
    public void Write(Utf8JsonWriter json)
    {
        // One more than the page, to know whether there is more.
        json.WriteNumber("size", checked(page.Size + 1));
        json.WriteString("stored_fields", Payload ?? "_none_");
        if (NeedsSources)
        {
            json.WriteStartArray("docvalue_fields");
            json.WriteStringValue(AggregateFields.SourceIds);
            json.WriteEndArray();
        }
        json.WriteStartArray("sort");
        foreach (var key in page.Sort)
            WriteKey(json, scope.Column(key.Column)!.SortIn(scope.Dialect), key.IsDescending);
        WriteKey(json, AggregateFields.EntityId, page.Sort is [.., var last] && last.IsDescending);
        json.WriteEndArray();
        if (page.Cursor is { } cursor)
            WriteCursor(json, cursor);
    }

    /// <summary>Reads the page in an answer.</summary>
    public HitPageResult Read(JsonElement found)
    {
        var hits = new List<Hit>();
        foreach (var hit in found.GetProperty("hits").EnumerateArray())
            hits.Add(ReadHit(hit));
        var hasMore = hits.Count > page.Size;
        if (hasMore)
            hits.RemoveAt(page.Size);
        if (page.IsBackward)
            hits.Reverse();
        return new(hits, hasMore);
    }

    private void WriteKey(Utf8JsonWriter json, string field, bool isDescending)
    {
        var isReverse = isDescending != page.IsBackward;
        json.WriteStartObject();
        json.WriteStartObject(field);
        json.WriteString("order", isReverse ? "desc" : "asc");
        json.WriteString("missing", isReverse ? "_first" : "_last");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteCursor(Utf8JsonWriter json, SortPosition cursor)
    {
        json.WriteStartArray("search_after");
        foreach (var (key, value) in page.Sort.Zip(cursor.Keys))
            json.WriteStringValue(scope.Column(key.Column)!.ToSort(value, scope.Dialect));
        json.WriteStringValue(cursor.EntityId);
        json.WriteEndArray();
    }

    private Hit ReadHit(JsonElement hit)
    {
        var sort = hit.GetProperty("sort");
        var id = sort[page.Sort.Count].GetString()!;
        var keys = page.Sort.Select((key, i) => scope.Column(key.Column)!.FromSort(sort[i].GetString(), scope.Dialect));
        hit.TryGetProperty("fields", out var fields);
        return new(id, IsAccessible(fields), new([.. keys], id), Payload is { } payload ? Unescape(fields, payload) : default);
    }

    private bool IsAccessible(JsonElement fields)
    {
        if (!NeedsSources)
            return true;
        if (fields.ValueKind != JsonValueKind.Object || !fields.TryGetProperty(AggregateFields.SourceIds, out var sources))
            return false;
        foreach (var source in sources.EnumerateArray())
        {
            if (scope.Query.Access.IsAccessible(source.GetString()!))
                return true;
        }
        return false;
    }

    // The document is a text in the answer. Its bytes are those of the text without escapes.
    private static ReadOnlyMemory<byte> Unescape(JsonElement fields, string name)
    {
        if (fields.ValueKind != JsonValueKind.Object || !fields.TryGetProperty(name, out var values))
            return default;
        var raw = JsonMarshal.GetRawUtf8Value(values[0]);
        var reader = new Utf8JsonReader(raw);
        reader.Read();
        var document = new byte[raw.Length];
        return document.AsMemory(0, reader.CopyString(document));
    }
}
