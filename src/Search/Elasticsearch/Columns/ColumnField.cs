using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Documents;
using Azul.Search.Queries;

namespace Azul.Search.Elasticsearch.Columns;

/// <summary>A column in the index: the names of its fields there (<see cref="ColumnMapping"/>), and how a value is written to them and read back.</summary>
internal sealed class ColumnField
{
    /// <summary>The longest string that the original's index holds, in UTF-16.</summary>
    public const int LongestShort = 256;

    /// <summary>The longest string that a keyword can hold whatever its characters, in UTF-16.</summary>
    public const int LongestKeyword = 8191;

    /// <summary>What a null is among texts (<see cref="Dialect.NullsAreText"/>).</summary>
    public static readonly Value NullText = "~null";

    private readonly string[] properties;

    public ColumnField(Column column)
    {
        Column = column;
        Name = NameOf(column.Name);
        properties = [.. column.Field.Property.Properties.Select(p => p.Name)];
    }

    public Column Column { get; }

    public PropertyType Type => Column.Type;

    /// <summary>The column's name in the index.</summary>
    public string Name { get; }

    /// <summary>The field of the values.</summary>
    public string Values => $"fields.{Name}";

    /// <summary>The field of the nested objects, for a composite column.</summary>
    public string Objects => $"objects.{Name}";

    /// <summary>The field of the ranges, for a column of ranges.</summary>
    public string Ranges => $"ranges.{Name}";

    /// <summary>The field that has a value as often as the document does, for a column of numbers or dates.</summary>
    public string Countable => Type == PropertyType.DateTime ? $"{Values}.date" : Values;

    /// <summary>Whether the values are texts, in the index.</summary>
    public bool IsKeyword => Type is not (PropertyType.Long or PropertyType.Float or PropertyType.Boolean);

    /// <summary>The properties of a composite value.</summary>
    public IReadOnlyList<string> Properties => properties;

    /// <summary>Whether null is a text among texts, with <see cref="Dialect.NullsAreText"/>.</summary>
    public bool HasTextNulls => !Column.IsRestDate && (Type == PropertyType.String || Column.Field.IsValueAndUnit);

    /// <summary>The field of those values that are in the index according to a dialect.</summary>
    public string ValuesIn(Dialect dialect) => Type == PropertyType.String && dialect.HasFlag(Dialect.LongStringsAreUnindexed) ? $"{Values}.short" : Values;

    /// <summary>A field that exists where the entity has a value that is in the index.</summary>
    public string PresenceIn(Dialect dialect) => ValuesIn(dialect) is var values && values == Values && Column.Field.IsSortable ? $"sort.{Name}" : values;

    /// <summary>The field to sort by.</summary>
    public string SortIn(Dialect dialect) => (IsRest(dialect) ? "rest." : "sort.") + Name;

    /// <summary>The field of a property of the nested objects.</summary>
    public string ObjectProperty(string property) => $"{Objects}.{NameOf(property)}";

    /// <summary>What <see cref="Values"/> has for a value that is not null: a string, number or boolean. Null for a value that is not of the column's type.</summary>
    public Value ToIndex(Value value) => (Type, value.Kind) switch
    {
        (PropertyType.Composite, ValueKind.Entity) when Column.Field.IsValueAndUnit => OrderKey.OfQuantity(Term.Of(Column.Field, value).AsEntity),
        (PropertyType.Composite, ValueKind.Entity) => OrderKey.OfComposite(Term.Of(Column.Field, value).AsEntity),
        (PropertyType.Composite or PropertyType.Range, not ValueKind.Null) => OrderKey.Of(value),
        (PropertyType.Long, ValueKind.Long) => value,
        (PropertyType.Long, ValueKind.Double) => value.AsDouble is var number && number == Math.Truncate(number) && Math.Abs(number) < long.MaxValue ? (long)number : Value.Null,
        // Adding zero makes -0 the 0 that it is equal to.
        (PropertyType.Float, ValueKind.Long or ValueKind.Double) => double.IsFinite(value.AsDouble) ? value.AsDouble + 0.0 : Value.Null,
        (PropertyType.Boolean, ValueKind.Boolean) => value,
        (PropertyType.String or PropertyType.DateTime or PropertyType.Counts, ValueKind.String) => value,
        _ => Value.Null,
    };

    /// <summary>The value that the key of a bucket of <see cref="Values"/> stands for.</summary>
    public Value FromIndex(JsonElement key) => Type switch
    {
        PropertyType.Boolean => key.ValueKind == JsonValueKind.Number ? key.GetInt32() != 0 : key.ValueKind == JsonValueKind.True,
        PropertyType.Long => key.TryGetInt64(out var integer) ? integer : (long)key.GetDouble(),
        PropertyType.Float => key.GetDouble(),
        PropertyType.Composite or PropertyType.Range => OrderKey.ValueOf(key.GetString()!, properties),
        _ => key.GetString(),
    };

    /// <summary>What the nested objects have for a property of a composite value.</summary>
    public static string ToProperty(Value value) => OrderKey.Of(value);

    /// <summary>The value that the key of a bucket of <see cref="ObjectProperty"/> stands for.</summary>
    public static Value FromProperty(JsonElement key) => OrderKey.ValueOf(key.GetString()!, []);

    /// <summary>The key that a sort value, be it of whatever type, has in <see cref="SortIn"/>; a C# null for absence, and for null too where that is the same.</summary>
    public string? ToSort(Value? value, Dialect dialect) => value switch
    {
        null => null,
        { IsNull: true } when !IsRest(dialect) => null,
        { IsNull: true } when HasTextNulls => OrderKey.Of(NullText),
        { } known => Cut(OrderKey.Of(known)),
    };

    /// <summary>The sort value that a key in <see cref="SortIn"/> stands for.</summary>
    public Value? FromSort(string? key, Dialect dialect)
    {
        if (key is null)
            return null;
        var value = OrderKey.ValueOf(key, []);
        return IsRest(dialect) && HasTextNulls && value == NullText ? Value.Null : value;
    }

    /// <summary>The key in <see cref="SortIn"/> of an entity that has these values for the column; a C# null for none.</summary>
    public string? SortKey(IEnumerable<Value> values, Dialect dialect)
    {
        var least = default(Value?);
        foreach (var value in values)
        {
            if (!IsSorted(value, dialect))
                continue;
            var key = value.IsNull && HasTextNulls ? NullText : Term.KeyOf(Column.Field, Term.Of(Column.Field, value));
            if (least is not { } other || ValueOrder.Compare(key, other) < 0)
                least = key;
        }
        return ToSort(least, dialect);
    }

    /// <summary>A name without dots, of which Elasticsearch would make objects that clash with one another.</summary>
    public static string NameOf(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace(".", "~1", StringComparison.Ordinal);

    private bool IsSorted(Value value, Dialect dialect) => IsRest(dialect)
        ? Type != PropertyType.String || value.AsStringOrNull is not { Length: > LongestShort }
        : !value.IsNull;

    private static bool IsRest(Dialect dialect) => (dialect & (Dialect.NullsAreText | Dialect.LongStringsAreUnindexed)) != 0;

    private static string Cut(string key) => key.Length <= LongestKeyword ? key : key[..(LongestKeyword - (char.IsHighSurrogate(key[LongestKeyword - 1]) ? 1 : 0))];
}
