using Azul.Plugins.Documents;
using Azul.Search.Documents;
using Azul.Search.Queries;
using Azul.Search.Results;

namespace Azul.Search.Embedded.Evaluation;

/// <summary>Takes the rows that match and keeps those on the page.</summary>
internal sealed class PageSelection
{
    private const int Absent = -1;

    private readonly QueryScope scope;
    private readonly HitPage page;
    private readonly (ColumnView Column, int Direction)[] keys;
    private readonly int idDirection;
    private readonly Selection<Candidate> selection;

    public PageSelection(QueryScope scope, HitPage page)
    {
        this.scope = scope;
        this.page = page;
        keys = [.. page.Sort.Select(s => (scope.Column(s.Column), s.IsDescending ? -1 : 1))];
        idDirection = keys.Length == 0 ? 1 : keys[^1].Direction;
        // One more than the page, to know whether there is more.
        selection = new(checked(page.Size + 1), page.IsBackward ? (a, b) => Compare(b, a) : Compare);
    }

    public void Add(Row row)
    {
        var candidate = new Candidate(row, Array.ConvertAll(keys, k => Least(k.Column, row)));
        if (page.Cursor is not { } cursor || (page.IsBackward ? Compare(candidate, cursor) < 0 : Compare(candidate, cursor) > 0))
            selection.Add(candidate);
    }

    /// <summary>The page, with payloads that are read on the connection.</summary>
    public HitPageResult ToResult(CatalogConnection connection)
    {
        var rows = selection.ToList();
        var hasMore = rows.Count > page.Size;
        if (hasMore)
            rows.RemoveAt(page.Size);
        if (page.IsBackward)
            rows.Reverse();
        return new([.. rows.Select(c => ToHit(c, connection))], hasMore);
    }

    private Hit ToHit(Candidate candidate, CatalogConnection connection) => new(
        candidate.Row.EntityId,
        scope.IsAccessible(candidate.Row),
        new([.. keys.Zip(candidate.Codes, (k, code) => code == Absent ? default(Value?) : k.Column.Terms.KeyOf(code))], candidate.Row.EntityId),
        AggregateTable.Payload(connection, candidate.Row.Change, page.Form));

    private int Compare(Candidate left, Candidate right)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var (column, direction) = keys[i];
            if (left.Codes[i] != right.Codes[i] && column.Compare(KeyOf(column, left.Codes[i]), KeyOf(column, right.Codes[i])) is not 0 and var order)
                return direction * order;
        }
        return idDirection * ValueOrder.CompareText(left.Row.EntityId, right.Row.EntityId);
    }

    private int Compare(Candidate candidate, SortPosition cursor)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var (column, direction) = keys[i];
            if (column.Compare(KeyOf(column, candidate.Codes[i]), cursor.Keys[i]) is not 0 and var order)
                return direction * order;
        }
        return idDirection * ValueOrder.CompareText(candidate.Row.EntityId, cursor.EntityId);
    }

    private static Value? KeyOf(ColumnView column, int code) => code == Absent ? default(Value?) : column.Terms.KeyOf(code);

    private static int Least(ColumnView column, Row row)
    {
        var least = Absent;
        foreach (var code in column.IndexedCodesOf(row))
        {
            if (least == Absent || column.Compare(column.Terms.KeyOf(code), column.Terms.KeyOf(least)) < 0)
                least = code;
        }
        return least;
    }

    /// <param name="Row">A row that matches.</param>
    /// <param name="Codes">For each sort key the code of the least value.</param>
    private readonly record struct Candidate(Row Row, int[] Codes);
}
