using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Queries;

namespace Azul.Search.Embedded.Evaluation;

/// <summary>
/// The terms that the values of a column are counted under. Each value is one, and null and absence are the same one in the plain dialect. In a facet of nested objects the values of their
/// first property are the terms, and an object without it is counted as absent.
/// </summary>
internal sealed class FacetTerms
{
    private readonly TermList terms;
    private readonly int[]? termOfCode;
    private readonly bool absenceIsTerm;

    public FacetTerms(ColumnView column, Dialect dialect)
    {
        terms = column.Terms;
        if (dialect.HasFlag(Dialect.NestedFacetsCountObjects) && column is { Type: PropertyType.Composite, Column.Field.Property.IsList: true })
            (terms, termOfCode) = FirstProperties(column);
        absenceIsTerm = !column.NullsDifferFromAbsence;
        Absent = absenceIsTerm && terms.NullCode is { } nullCode ? nullCode : terms.Count;
    }

    /// <summary>Whether nested objects are counted, rather than entities.</summary>
    public bool AreOfObjects => termOfCode is not null;

    /// <summary>How many numbers there are.</summary>
    public int Count => terms.Count + 1;

    /// <summary>The number under which absence is counted.</summary>
    public int Absent { get; }

    public Value this[int term] => term < terms.Count ? terms[term] : Value.Null;

    public Value KeyOf(int term) => term < terms.Count ? terms.KeyOf(term) : Value.Null;

    /// <summary>The number of the term that a value is counted under.</summary>
    public int Of(int code) => termOfCode is null ? code : termOfCode[code] < 0 ? Absent : termOfCode[code];

    /// <summary>Whether what is counted under the number is a term that is shown.</summary>
    public bool IsTerm(int term) => term != Absent || absenceIsTerm;

    private static (TermList, int[]) FirstProperties(ColumnView column)
    {
        var name = column.Column!.Field.Property.Properties[0].Name;
        var values = new TermDictionary(null);
        var termOfCode = new int[column.Terms.Count];
        for (var code = 0; code < termOfCode.Length; code++)
        {
            var first = column.Terms[code].Kind == ValueKind.Entity ? column.Terms[code].AsEntity[name] : Value.Null;
            termOfCode[code] = first.IsNull ? -1 : values.CodeOf(first);
        }
        return (values.ToList(), termOfCode);
    }
}
