using System.Text;
using System.Text.Json;
using Azul.Gateway.Rest.Python;
using Azul.Gateway.Rest.Transport;
using Azul.Search.Queries;
using Azul.Search.Results;

namespace Azul.Gateway.Rest.Paging;

/// <summary>What an answer says of its page and of the ones beside it (<c>spec/service.md</c> §3.4).</summary>
internal static class Pagination
{
    public static void Write(Utf8JsonWriter json, RestRequest request, PageRequest page, long total, HitPageResult result)
    {
        var hits = result.Hits;
        // Backward there is a next page for sure, the one that the client came from, and forward a previous one.
        var hasNext = hits.Count > 0 && (page.IsBackward || result.HasMore);
        var hasPrevious = hits.Count > 0 && (page.IsBackward ? result.HasMore : page.Cursor is not null);
        json.WriteStartObject("pagination"u8);
        json.WriteNumber("count"u8, hits.Count);
        json.WriteNumber("total"u8, total);
        json.WriteNumber("size"u8, page.Size);
        json.WriteString("next"u8, hasNext ? Link(request, page, "search_after", hits[^1].Position) : null);
        json.WriteString("previous"u8, hasPrevious ? Link(request, page, "search_before", hits[0].Position) : null);
        json.WriteNumber("pages"u8, (total + page.Size - 1) / page.Size);
        json.WriteString("sort"u8, page.Sort.Name);
        json.WriteString("order"u8, PageParameters.OrderOf(page));
        json.WriteEndObject();
    }

    private static string Link(RestRequest request, PageRequest page, string cursor, SortPosition position)
    {
        var url = new StringBuilder(request.BaseUrl).Append(request.Path).Append('?');
        QueryText.Append(url, "catalog", page.Catalog.Name).Append('&');
        QueryText.Append(url, "filters", PythonJson.Serialize(page.Filters.Json)).Append('&');
        QueryText.Append(url, cursor, PageCursor.Format(position, page.Sort, page.EntityType)).Append('&');
        QueryText.Append(url, "sort", page.Sort.Name).Append('&');
        QueryText.Append(url, "order", PageParameters.OrderOf(page)).Append('&');
        return url.Append("size=").Append(page.Size).ToString();
    }
}
