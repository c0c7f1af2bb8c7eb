using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Results;

namespace Azul.Search.Embedded.Evaluation;

/// <summary>Adds up a column over the rows that it is given.</summary>
internal sealed class StatsCount(ColumnView column)
{
    private readonly bool isDate = column.Type == PropertyType.DateTime || column.Column!.IsRestDate;

    private long count;
    private double sum;
    private Value least;
    private Value greatest;

    public void Add(Row row)
    {
        foreach (var code in column.CodesOf(row))
        {
            var value = column.Terms[code];
            if (value.IsNull)
                continue;
            if (count == 0 || column.Compare(value, least) < 0)
                least = value;
            if (count == 0 || column.Compare(value, greatest) > 0)
                greatest = value;
            count++;
            if (!isDate)
                sum += value.AsDouble;
        }
    }

    public ColumnStats ToResult() => new(count, sum, least, greatest);
}
