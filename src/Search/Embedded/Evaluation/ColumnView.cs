using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Documents;
using Azul.Search.Queries;

namespace Azul.Search.Embedded.Evaluation;

/// <summary>A column as one query sees it: one of the table, or <c>accessible</c>, which depends on who asks.</summary>
internal sealed class ColumnView
{
    private const int LongestIndexedString = 256;

    private readonly Func<Row, int[]> codesOf;
    private readonly bool[]? isUnindexed;

    private ColumnView(Column? column, string fieldName, PropertyType type, TermList terms, Dialect dialect, Func<Row, int[]> codesOf)
    {
        Column = column;
        FieldName = fieldName;
        Type = type;
        Terms = terms;
        this.codesOf = codesOf;
        if (type == PropertyType.String && dialect.HasFlag(Dialect.LongStringsAreUnindexed))
            isUnindexed = FindUnindexed();
        HasTextNulls = dialect.HasFlag(Dialect.NullsAreText) && (type == PropertyType.String || column is { IsRestDate: false, Field.IsValueAndUnit: true });
        NullsDifferFromAbsence = dialect.HasFlag(Dialect.NullsAreText);
    }

    /// <summary>The column; null for <c>accessible</c>.</summary>
    public Column? Column { get; }

    /// <summary>The field that facets and their own conditions have in common, whichever of its columns they name.</summary>
    public string FieldName { get; }

    public PropertyType Type { get; }

    public TermList Terms { get; }

    /// <summary>Whether null is the text <c>~null</c> in comparisons.</summary>
    public bool HasTextNulls { get; }

    public bool NullsDifferFromAbsence { get; }

    public static ColumnView Of(Column column, int index, EntityTable table, Dialect dialect) =>
        new(column, column.Field.Name, column.Type, table.Terms[index], dialect, row => row.Codes[index]);

    public static ColumnView OfAccessible(Func<Row, bool> isAccessible)
    {
        Value[] terms = [false, true];
        int[][] codes = [[0], [1]];
        return new(null, SpecialFields.Accessible, PropertyType.Boolean, new(terms, terms, null), Dialect.Plain, row => codes[isAccessible(row) ? 1 : 0]);
    }

    /// <summary>The codes of all values of a row, ascending.</summary>
    public ReadOnlySpan<int> CodesOf(Row row) => codesOf(row);

    /// <summary>The codes of those values that are in the index.</summary>
    public ReadOnlySpan<int> IndexedCodesOf(Row row) => isUnindexed is null ? codesOf(row) : Array.FindAll(codesOf(row), IsIndexed);

    public bool IsIndexed(int code) => isUnindexed is null || !isUnindexed[code];

    /// <summary>What a term is compared by.</summary>
    public Value KeyOf(int code) => Key(Terms.KeyOf(code));

    /// <summary>
    /// The order of values, of a null and of absence (a C# null), which come last. Values of other types than the column's have their place too, since a cursor can hold anything.
    /// </summary>
    public int Compare(Value? left, Value? right)
    {
        if (left is null || right is null)
        {
            if (!NullsDifferFromAbsence && left is null or { IsNull: true } && right is null or { IsNull: true })
                return 0;
            return (left is null).CompareTo(right is null);
        }
        return ValueOrder.Compare(Key(left.Value), Key(right.Value));
    }

    private Value Key(Value value) => HasTextNulls && value.IsNull ? "~null" : value;

    private bool[]? FindUnindexed()
    {
        var found = new bool[Terms.Count];
        for (var code = 0; code < found.Length; code++)
            found[code] = Terms[code].AsStringOrNull is { Length: > LongestIndexedString };
        return found.Contains(true) ? found : null;
    }
}
