using System.Globalization;
using System.Text;
using Azul.Search.Queries;
using Azul.Search.Results;

namespace Azul.Tests.Search.Differential;

/// <summary>An answer as lines, so that two can be compared and read.</summary>
internal static class AnswerText
{
    public static string[] Of(EntityQuery query, EntityResult result) =>
    [
        $"total {result.Total}",
        .. result.Hits is { } hits ? hits.Hits.Select(h => Of(h, query.Dialect)).Append($"more hits: {hits.HasMore}") : [],
        .. query.Facets.Zip(result.Facets).SelectMany(f => Of(f.First, f.Second)),
        .. query.Stats.Zip(result.Stats).Select(s => $"stats of {s.First}: {s.Second.Count} values, sum {Of(s.Second.Sum)}, from {s.Second.Min} to {s.Second.Max}"),
        .. query.DistinctCounts.Zip(result.DistinctCounts).Select(d => $"values of {d.First}: {d.Second}"),
    ];

    // Null and absence are one place in the order, unless the dialect says otherwise.
    private static string Of(Hit hit, Dialect dialect) =>
        $"hit {hit.EntityId} at [{string.Join(", ", hit.Position.Keys.Select(k => k is { } key ? $"{key}" : dialect.HasFlag(Dialect.NullsAreText) ? "absent" : "null"))}] accessible: {hit.IsAccessible}, {Encoding.UTF8.GetString(hit.Document.Span)}";

    private static IEnumerable<string> Of(FacetRequest request, FacetResult facet) => facet.Terms
        .Select(t => $"  {t.Value}: {t.Count}, sums [{string.Join(", ", t.Sums.Select(Of))}], companions [{string.Join(", ", t.Companions)}]")
        .Prepend($"facet {request.Column}: {facet.Total}, nulls {facet.NullCount}, absent {facet.AbsentCount}, distinct {facet.DistinctCount}, more: {facet.HasMore}");

    // Adding in another order rounds otherwise.
    private static string Of(double sum) => Math.Round(sum, 6).ToString(CultureInfo.InvariantCulture);
}
