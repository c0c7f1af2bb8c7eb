using Azul.Plugins.Metadata;
using Azul.Search.Queries;
using Azul.Search.Results;

namespace Azul.Search.Embedded.Evaluation;

/// <summary>Answers one query, in one pass over the rows.</summary>
internal sealed class QueryEvaluation
{
    private readonly QueryScope scope;
    private readonly Conjunction conjunction;
    private readonly PageSelection? page;
    private readonly (FacetCount Count, int Group, bool CountsAll)[] facets;
    private readonly StatsCount[] stats;
    private readonly DistinctCount[] distinctCounts;

    private long total;

    public QueryEvaluation(CatalogTables catalog, EntityTable table, EntityQuery query)
    {
        scope = new(catalog, table, query);
        conjunction = new(scope);
        page = query.Hits is { } hits ? new(scope, hits) : null;
        facets = [.. query.Facets.Select(Facet)];
        stats = [.. query.Stats.Select(s => new StatsCount(scope.Column(s)))];
        distinctCounts = [.. query.DistinctCounts.Select(d => new DistinctCount(scope.Column(d)))];
    }

    /// <param name="connection">A connection that sees the state of the file that the table is of.</param>
    /// <param name="cancellation">Stops the evaluation.</param>
    public EntityResult Run(CatalogConnection connection, CancellationToken cancellation)
    {
        var rows = scope.Table.Rows;
        for (var i = 0; i < rows.Length; i++)
        {
            if (i % 4096 == 0)
                cancellation.ThrowIfCancellationRequested();
            Take(rows[i]);
        }
        return new(total)
        {
            Hits = page?.ToResult(connection),
            Facets = [.. facets.Select(f => f.Count.ToResult())],
            Stats = [.. stats.Select(s => s.ToResult())],
            DistinctCounts = [.. distinctCounts.Select(d => d.ToResult())],
        };
    }

    private (FacetCount, int, bool) Facet(FacetRequest request) => (
        new(scope, request),
        conjunction.GroupOf(scope.Column(request.Column).FieldName),
        request.Column == SpecialFields.Accessible && scope.Query.Dialect.HasFlag(Dialect.AccessibleFacetCountsAll));

    private void Take(Row row)
    {
        var verdict = conjunction.Judge(row);
        foreach (var (facet, group, countsAll) in facets)
        {
            if (countsAll ? !verdict.FailsBeyondAccess : verdict.IsHitExceptFor(group))
                facet.Add(row);
        }
        if (verdict.IsHit)
            TakeHit(row);
    }

    private void TakeHit(Row row)
    {
        total++;
        page?.Add(row);
        foreach (var column in stats)
            column.Add(row);
        foreach (var column in distinctCounts)
            column.Add(row);
    }
}
