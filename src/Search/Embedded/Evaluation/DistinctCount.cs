namespace Azul.Search.Embedded.Evaluation;

/// <summary>Counts the distinct values of a column over the rows that it is given; null is one of them.</summary>
internal sealed class DistinctCount(ColumnView column)
{
    private readonly bool[] seen = new bool[column.Terms.Count];

    private long count;

    public void Add(Row row)
    {
        foreach (var code in column.IndexedCodesOf(row))
        {
            if (seen[code])
                continue;
            seen[code] = true;
            count++;
        }
    }

    public long ToResult() => count;
}
