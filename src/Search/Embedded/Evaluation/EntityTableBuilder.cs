using Azul.Search.Documents;

namespace Azul.Search.Embedded.Evaluation;

/// <summary>Follows the changes to the aggregates of one entity type. Not safe for concurrent use; the tables that it makes are.</summary>
internal sealed class EntityTableBuilder
{
    private readonly List<Row> rows = [];
    private readonly Dictionary<string, int> placeOf = [];
    private readonly Dictionary<string, int> columnOf;
    private readonly TermDictionary[] terms;
    private readonly TermDictionary sources = new(null);

    private EntityTable? table;

    public EntityTableBuilder(IReadOnlyList<Column> columns)
    {
        columnOf = columns.Index().ToDictionary(c => c.Item.Name, c => c.Index);
        terms = [.. columns.Select(c => new TermDictionary(c.Field))];
    }

    public void Apply(AggregateChange change)
    {
        table = null;
        if (change.Index is { } index)
            Put(new(change.Entity.EntityId, change.Number, [.. index.SourceIds().Select(s => sources.CodeOf(s))], Codes(index)));
        else
            Remove(change.Entity.EntityId);
    }

    /// <summary>The table as it is now; the same one until something changes.</summary>
    public EntityTable ToTable() => table ??= new([.. rows], [.. terms.Select(t => t.ToList())], sources.ToList());

    private void Put(Row row)
    {
        if (placeOf.TryGetValue(row.EntityId, out var place))
        {
            rows[place] = row;
            return;
        }
        placeOf.Add(row.EntityId, rows.Count);
        rows.Add(row);
    }

    private void Remove(string entityId)
    {
        if (!placeOf.Remove(entityId, out var place))
            return;
        var last = rows[^1];
        rows.RemoveAt(rows.Count - 1);
        if (place == rows.Count)
            return;
        rows[place] = last;
        placeOf[last.EntityId] = place;
    }

    private int[][] Codes(IndexParts index)
    {
        var codes = new List<int>?[terms.Length];
        index.ReadColumns((name, value) =>
        {
            if (columnOf.TryGetValue(name, out var column))
                (codes[column] ??= []).Add(terms[column].CodeOf(value));
        });
        return Array.ConvertAll(codes, c => c is null ? [] : Ascending(c));
    }

    private static int[] Ascending(List<int> codes)
    {
        codes.Sort();
        return [.. codes];
    }
}
