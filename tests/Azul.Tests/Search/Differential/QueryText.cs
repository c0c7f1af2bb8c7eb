using Azul.Search.Queries;

namespace Azul.Tests.Search.Differential;

/// <summary>A query as a line, for messages.</summary>
internal static class QueryText
{
    public static string Of(EntityQuery query) => $"{query.EntityType} where {Of(query.Filter)}; {query.Dialect}; sources {(query.Access.Sources is { } s ? string.Join(',', s) : "all")}"
        + $"{(query.Access.IsLimit ? " only" : "")}; {(query.Hits is { } page ? $"{page.Form} {page.Size} by [{string.Join(", ", page.Sort)}] {(page.IsBackward ? "before" : "after")} {Of(page.Cursor)}" : "no hits")}";

    public static string Of(Filter filter) => filter switch
    {
        Filter.And and => $"({string.Join(" and ", and.Parts.Select(Of))})",
        Filter.Or or => $"({string.Join(" or ", or.Parts.Select(Of))})",
        Filter.Not not => $"not {Of(not.Part)}",
        Filter.Is { } @is => $"{@is.Column} {(@is.IsNegated ? "is not" : "is")} [{string.Join(',', @is.Values)}]",
        Filter.Within within => $"{within.Column} within [{string.Join(',', within.Ranges)}]",
        Filter.Contains contains => $"{contains.Column} contains [{string.Join(',', contains.Ranges)}]",
        Filter.Intersects intersects => $"{intersects.Column} intersects [{string.Join(',', intersects.Ranges)}]",
        _ => $"{filter}",
    };

    private static string Of(SortPosition? cursor) => cursor is null ? "nothing" : $"[{string.Join(", ", cursor.Keys.Select(k => k is { } key ? $"{key}" : "absent"))}] {cursor.EntityId}";
}
