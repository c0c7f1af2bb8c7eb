using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Documents;
using Azul.Search.Queries;

namespace Azul.Search.Elasticsearch.Columns;

/// <summary>
/// The columns of a plugin in the index: the mapping of their fields, and the values of a document. Safe for concurrent use.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term><c>fields.{column}</c></term><description>
/// The values without nulls, for conditions, terms and sums: texts and dates as <c>keyword</c>, numbers as <c>long</c> or <c>double</c>, <c>boolean</c>; composite values and ranges as a keyword that is
/// their <see cref="OrderKey"/>. A text has a sub-field <c>short</c>, which lacks what the original's index lacks (<see cref="Dialect.LongStringsAreUnindexed"/>), and a date a sub-field <c>date</c>,
/// whose values can be counted.
/// </description></item>
/// <item><term><c>nulls</c></term><description>The columns that have a null among their values.</description></item>
/// <item><term><c>objects.{column}</c></term><description>Composite values as <c>nested</c> objects, each property as its order key, those that are null too: for conditions on some of them.</description></item>
/// <item><term><c>ranges.{column}</c></term><description>Ranges as <c>double_range</c>.</description></item>
/// <item><term><c>sort.{column}</c>, <c>rest.{column}</c></term><description>
/// The order key of the least value, plain and as REST sorts: with nulls (<see cref="Dialect.NullsAreText"/>) and without long strings.
/// </description></item>
/// </list>
/// A value that is not of its column's type is not in the index, and neither is a string of more than 8,191 characters.
/// </remarks>
internal sealed class ColumnMapping
{
    public const string Nulls = "nulls";

    private readonly Dictionary<string, ColumnField> fields;

    public ColumnMapping(MetadataModel model)
    {
        Columns = [.. Column.Of(model).Select(c => new ColumnField(c))];
        fields = Columns.ToDictionary(c => c.Column.Name);
    }

    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<ColumnField> Columns { get; }

    public ColumnField? this[string column] => fields.GetValueOrDefault(column);

    /// <summary>Writes the properties of the mapping that are the columns', into the object that the writer is in.</summary>
    public void WriteProperties(Utf8JsonWriter json)
    {
        WriteObject(json, "fields", Columns, c => WriteValueMapping(json, c));
        WriteObject(json, "objects", Columns.Where(IsComposite), c => WriteObjectMapping(json, c));
        WriteObject(json, "ranges", Columns.Where(IsRange), c => WriteType(json, "double_range"));
        WriteObject(json, "sort", Columns.Where(IsSortable), c => WriteKey(json));
        WriteObject(json, "rest", Columns.Where(IsSortable), c => WriteKey(json));
        json.WriteStartObject(Nulls);
        WriteType(json, "keyword");
        json.WriteEndObject();
    }

    /// <summary>Writes the values of an aggregate's columns as properties of the document, into the object that the writer is in. Columns that the plugin does not have are left out.</summary>
    public void WriteValues(Utf8JsonWriter json, IReadOnlyDictionary<string, IReadOnlyList<Value>> columns)
    {
        var known = new List<(ColumnField Column, IReadOnlyList<Value> Values)>(columns.Count);
        foreach (var (name, values) in columns)
        {
            if (fields.TryGetValue(name, out var column))
                known.Add((column, values));
        }
        WriteFields(json, known);
        WriteObjects(json, known);
        WriteRanges(json, known);
        WriteSortKeys(json, "sort", known, Dialect.Plain);
        WriteSortKeys(json, "rest", known, Dialect.Rest);
        json.WriteStartArray(Nulls);
        foreach (var (column, values) in known)
        {
            if (values.Contains(Value.Null))
                json.WriteStringValue(column.Column.Name);
        }
        json.WriteEndArray();
    }

    private static bool IsComposite(ColumnField column) => column.Type == PropertyType.Composite;

    private static bool IsRange(ColumnField column) => column.Type == PropertyType.Range;

    private static bool IsSortable(ColumnField column) => column.Column.Field.IsSortable;

    private static void WriteObject(Utf8JsonWriter json, string name, IEnumerable<ColumnField> columns, Action<ColumnField> write)
    {
        json.WriteStartObject(name);
        json.WriteStartObject("properties");
        foreach (var column in columns)
        {
            json.WriteStartObject(column.Name);
            write(column);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, string type) => json.WriteString("type", type);

    private static void WriteKeyword(Utf8JsonWriter json, int longest)
    {
        WriteType(json, "keyword");
        json.WriteNumber("ignore_above", longest);
    }

    // Sorted by, never searched.
    private static void WriteKey(Utf8JsonWriter json)
    {
        WriteType(json, "keyword");
        json.WriteBoolean("index", false);
    }

    private static void WriteValueMapping(Utf8JsonWriter json, ColumnField column)
    {
        if (column.IsKeyword)
            WriteKeyword(json, ColumnField.LongestKeyword);
        else
            WriteType(json, column.Type == PropertyType.Long ? "long" : column.Type == PropertyType.Float ? "double" : "boolean");
        if (column.Type is not (PropertyType.String or PropertyType.DateTime))
            return;
        json.WriteStartObject("fields");
        if (column.Type == PropertyType.String)
        {
            json.WriteStartObject("short");
            WriteKeyword(json, ColumnField.LongestShort);
        }
        else
        {
            json.WriteStartObject("date");
            WriteType(json, "date");
            json.WriteString("format", "strict_date_optional_time");
            json.WriteBoolean("ignore_malformed", true);
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteObjectMapping(Utf8JsonWriter json, ColumnField column)
    {
        WriteType(json, "nested");
        json.WriteStartObject("properties");
        foreach (var property in column.Properties)
        {
            json.WriteStartObject(ColumnField.NameOf(property));
            WriteKeyword(json, ColumnField.LongestKeyword);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, List<(ColumnField Column, IReadOnlyList<Value> Values)> columns)
    {
        json.WriteStartObject("fields");
        foreach (var (column, values) in columns)
        {
            json.WriteStartArray(column.Name);
            foreach (var value in values)
            {
                if (column.ToIndex(value) is { IsNull: false } indexed)
                    ValueJson.Write(json, indexed);
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteObjects(Utf8JsonWriter json, List<(ColumnField Column, IReadOnlyList<Value> Values)> columns)
    {
        json.WriteStartObject("objects");
        foreach (var (column, values) in columns.Where(c => IsComposite(c.Column)))
        {
            json.WriteStartArray(column.Name);
            foreach (var value in values.Where(v => v.Kind == ValueKind.Entity))
            {
                json.WriteStartObject();
                foreach (var property in column.Properties)
                    json.WriteString(ColumnField.NameOf(property), ColumnField.ToProperty(value.AsEntity[property]));
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteRanges(Utf8JsonWriter json, List<(ColumnField Column, IReadOnlyList<Value> Values)> columns)
    {
        json.WriteStartObject("ranges");
        foreach (var (column, values) in columns.Where(c => IsRange(c.Column)))
        {
            json.WriteStartArray(column.Name);
            foreach (var value in values)
            {
                if (Interval.Of(value) is { } interval)
                    WriteRange(json, interval);
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    // An end that is left out is open.
    private static void WriteRange(Utf8JsonWriter json, Interval interval)
    {
        json.WriteStartObject();
        if (double.IsFinite(interval.From))
            json.WriteNumber("gte", interval.From);
        if (double.IsFinite(interval.To))
            json.WriteNumber("lte", interval.To);
        json.WriteEndObject();
    }

    private static void WriteSortKeys(Utf8JsonWriter json, string name, List<(ColumnField Column, IReadOnlyList<Value> Values)> columns, Dialect dialect)
    {
        json.WriteStartObject(name);
        foreach (var (column, values) in columns.Where(c => IsSortable(c.Column)))
        {
            if (column.SortKey(values, dialect) is { } key)
                json.WriteString(column.Name, key);
        }
        json.WriteEndObject();
    }
}
