using System.Text.Json;
using Azul.Plugins.Metadata;
using Azul.Search.Elasticsearch.Documents;
using Azul.Search.Queries;

namespace Azul.Search.Elasticsearch.Queries;

/// <summary>
/// What a query asks of an entity, taken apart into conditions on fields, each of which a facet on that field disregards. What no facet disregards narrows the search as a whole; the rest is left to
/// the filters of hits and of facets.
/// </summary>
internal sealed class Conjunction
{
    private readonly QueryScope scope;
    private readonly FilterJson filters;
    private readonly List<Part> parts = [];
    private readonly bool[] isShared;

    public Conjunction(QueryScope scope)
    {
        this.scope = scope;
        filters = new(scope);
        if (scope.Query.Access is { IsLimit: true, Sources: not null })
            parts.Add(new(null, true, filters.WriteAccessible));
        foreach (var filter in FilterJson.Conjuncts(scope.Query.Filter))
        {
            var field = filter is Filter.Condition condition ? scope.FieldOf(condition.Column) : null;
            parts.Add(new(field, field is not null && (field == SpecialFields.Accessible || field == scope.SourceIdField), json => filters.Write(json, filter)));
        }
        isShared = [.. parts.Select(p => !scope.Query.Facets.Any(f => IsDisregarded(p, f)))];
    }

    /// <summary>Writes the query that all hits and all that any facet counts have in common.</summary>
    public void WriteShared(Utf8JsonWriter json) => Write(json, i => isShared[i], [j => j.Term(AggregateFields.EntityType, scope.Query.EntityType)]);

    /// <summary>The parts beside the shared ones that hits must match.</summary>
    public IReadOnlyList<int> OfHits => [.. Rest];

    /// <summary>The parts beside the shared ones that a facet regards.</summary>
    public IReadOnlyList<int> Of(FacetRequest facet) => [.. Rest.Where(i => !IsDisregarded(parts[i], facet))];

    /// <summary>Writes some of the parts as one query.</summary>
    public void Write(Utf8JsonWriter json, IReadOnlyList<int> some) => Write(json, some.Contains, []);

    /// <summary>Writes the shared parts and some others as one query.</summary>
    public void WriteWith(Utf8JsonWriter json, IReadOnlyList<int> some) =>
        Write(json, i => isShared[i] || some.Contains(i), [j => j.Term(AggregateFields.EntityType, scope.Query.EntityType)]);

    private IEnumerable<int> Rest => Enumerable.Range(0, parts.Count).Where(i => !isShared[i]);

    private void Write(Utf8JsonWriter json, Predicate<int> isWanted, IEnumerable<Action<Utf8JsonWriter>> first) =>
        json.All([.. first.Concat(parts.Where((_, i) => isWanted(i)).Select(p => p.Write)).Select<Action<Utf8JsonWriter>, Action>(write => () => write(json))]);

    private bool IsDisregarded(Part part, FacetRequest facet) => facet.Column == SpecialFields.Accessible && scope.Dialect.HasFlag(Dialect.AccessibleFacetCountsAll)
        ? part.IsAboutAccess
        : part.Field is not null && part.Field == scope.FieldOf(facet.Column);

    /// <param name="Field">The field that it is a condition on, if it is one on a field.</param>
    /// <param name="IsAboutAccess">Whether it is the limit to accessible sources or a condition on sources.</param>
    /// <param name="Write">Writes it as a query.</param>
    private sealed record Part(string? Field, bool IsAboutAccess, Action<Utf8JsonWriter> Write);
}
