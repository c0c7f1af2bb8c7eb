using Azul.Plugins.Documents;
using Azul.Search.Documents;
using Azul.Search.Queries;
using Azul.Search.Results;

namespace Azul.Search.Embedded.Evaluation;

/// <summary>Counts the terms of a facet over the rows that it is given.</summary>
internal sealed class FacetCount
{
    private readonly FacetRequest request;
    private readonly ColumnView column;
    private readonly ColumnView[] sumColumns;
    private readonly ColumnView? companion;
    private readonly FacetTerms terms;

    private readonly long[] counts;
    private readonly double[][] sums;
    private readonly HashSet<int>?[] companions;

    private long total;
    private long nullCount;
    private long absentCount;

    public FacetCount(QueryScope scope, FacetRequest request)
    {
        this.request = request;
        column = scope.Column(request.Column);
        sumColumns = [.. request.Sums.Select(s => scope.Column(s))];
        companion = request.Companion is { } name ? scope.Column(name) : null;
        terms = new(column, scope.Query.Dialect);
        counts = new long[terms.Count];
        sums = [.. sumColumns.Select(_ => new double[terms.Count])];
        companions = companion is null ? [] : new HashSet<int>?[terms.Count];
    }

    /// <summary>The field whose conditions are disregarded.</summary>
    public string FieldName => column.FieldName;

    public void Add(Row row)
    {
        var codes = column.IndexedCodesOf(row);
        if (terms.AreOfObjects)
            AddObjects(row, codes);
        else
            AddEntity(row, codes);
    }

    public FacetResult ToResult()
    {
        var listed = Enumerable.Range(0, counts.Length).Where(IsListed).ToArray();
        var selection = new Selection<int>((int)Math.Min(int.MaxValue / 2, (long)request.Skip + request.Size), Compare);
        foreach (var term in listed)
            selection.Add(term);
        return new(total, nullCount, absentCount, request.CountsTerms ? listed.Length : null, [.. selection.ToList().Skip(request.Skip).Select(ToTerm)])
        {
            HasMore = request.Size > 0 && listed.Length > (long)request.Skip + request.Size,
        };
    }

    private void AddEntity(Row row, ReadOnlySpan<int> codes)
    {
        total++;
        if (codes.IsEmpty)
        {
            absentCount++;
            AddTo(terms.Absent, row);
        }
        var last = -1;
        foreach (var code in codes)
        {
            // Codes ascend, so that a value's repetitions are neighbours.
            if (code == last)
                continue;
            last = code;
            if (code == column.Terms.NullCode)
                nullCount++;
            AddTo(terms.Of(code), row);
        }
    }

    // An object without its first property is to the original what an entity without a value is.
    private void AddObjects(Row row, ReadOnlySpan<int> codes)
    {
        foreach (var code in codes)
        {
            if (code == column.Terms.NullCode)
                continue;
            total++;
            if (terms.Of(code) == terms.Absent)
                absentCount++;
            AddTo(terms.Of(code), row);
        }
    }

    private void AddTo(int term, Row row)
    {
        counts[term]++;
        for (var i = 0; i < sumColumns.Length; i++)
        {
            foreach (var code in sumColumns[i].CodesOf(row))
                sums[i][term] += sumColumns[i].Terms[code] is { IsNull: false } number ? number.AsDouble : 0;
        }
        if (companion is not null)
            (companions[term] ??= []).UnionWith(companion.IndexedCodesOf(row).ToArray());
    }

    private bool IsListed(int term) => counts[term] > 0 && terms.IsTerm(term) &&
        (string.IsNullOrEmpty(request.Search) || TermText.Of(terms[term]).Contains(request.Search, StringComparison.OrdinalIgnoreCase));

    private int Compare(int left, int right)
    {
        var byTerm = column.Compare(terms.KeyOf(left), terms.KeyOf(right));
        return request.Sort switch
        {
            TermSort.CountDescending when counts[left] != counts[right] => counts[right].CompareTo(counts[left]),
            TermSort.TermDescending => -byTerm,
            _ => byTerm,
        };
    }

    private FacetTerm ToTerm(int term) => new(terms[term], counts[term])
    {
        Sums = [.. sums.Select(s => s[term])],
        Companions = companion is null ? [] : CompanionsOf(term, companion),
    };

    private Value[] CompanionsOf(int term, ColumnView values)
    {
        var found = companions[term]!.Select(code => values.Terms[code]).Where(v => !v.IsNull).ToArray();
        Array.Sort(found, ValueOrder.Compare);
        return found;
    }
}
