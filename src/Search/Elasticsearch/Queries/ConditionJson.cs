using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Documents;
using Azul.Search.Elasticsearch.Columns;
using Azul.Search.Elasticsearch.Documents;
using Azul.Search.Queries;

namespace Azul.Search.Elasticsearch.Queries;

/// <summary>Writes conditions on columns as queries of Elasticsearch.</summary>
internal sealed class ConditionJson(QueryScope scope)
{

    /// <param name="json">Where to.</param>
    /// <param name="condition">A condition, which is taken as not negated.</param>
    public void Write(Utf8JsonWriter json, Filter.Condition condition)
    {
        if (scope.Column(condition.Column) is not { } column)
            WriteAccessible(json, ((Filter.Is)condition).Values);
        else if (condition is Filter.Is @is)
            json.Any(Alternatives(json, column, @is.Values));
        else if (condition is Filter.StartsWith starts)
            json.Any(Starting(json, column, starts.Text));
        else
            json.All([.. Ranges(condition).Select<ValueRange, Action>(r => () => Range(json, column, condition, r))]);
    }

    /// <summary>The caller may access one of the entity's sources.</summary>
    public void WriteAccessible(Utf8JsonWriter json)
    {
        if (scope.Query.Access.Sources is { } sources)
            json.Terms(AggregateFields.SourceIds, [.. sources.Select(s => (Value)s)]);
        else
            json.Everything();
    }

    /// <summary>The entity has a null for the column.</summary>
    public static void WriteNull(Utf8JsonWriter json, ColumnField column) => json.Term(ColumnMapping.Nulls, column.Column.Name);

    /// <summary>The entity has neither a value nor a null for the column, or only values that are not in the index.</summary>
    public static void WriteAbsent(Utf8JsonWriter json, ColumnField column, Dialect dialect) =>
        json.Not(() => json.Any([() => json.Exists(column.PresenceIn(dialect)), () => WriteNull(json, column)]));

    private void WriteAccessible(Utf8JsonWriter json, IReadOnlyList<Value> values)
    {
        switch (values.Contains(true), values.Contains(false))
        {
            case (true, true):
                json.Everything();
                break;
            case (true, false):
                WriteAccessible(json);
                break;
            case (false, true):
                json.Not(() => WriteAccessible(json));
                break;
            default:
                json.Nothing();
                break;
        }
    }

    private List<Action> Alternatives(Utf8JsonWriter json, ColumnField column, IReadOnlyList<Value> values)
    {
        var alternatives = new List<Action>();
        var terms = new HashSet<Value>();
        foreach (var value in values)
        {
            if (value.IsNull)
            {
                alternatives.Add(() => WriteNull(json, column));
                alternatives.Add(() => json.Not(() => json.Exists(column.PresenceIn(Dialect.Plain))));
            }
            else if (column.Type == PropertyType.Composite && value.Kind == ValueKind.Entity && !IsWhole(column, value.AsEntity))
            {
                alternatives.Add(() => json.Nested(column.Objects, () => json.All([.. value.AsEntity.Select<KeyValuePair<string, Value>, Action>(p => () => Property(json, column, p))])));
            }
            else if (column.ToIndex(value) is { IsNull: false } term)
            {
                terms.Add(term);
            }
        }
        if (terms.Count > 0)
            alternatives.Add(() => json.Terms(column.ValuesIn(scope.Dialect), terms));
        return alternatives;
    }

    private static bool IsWhole(ColumnField column, Entity value) => value.Count == column.Properties.Count && column.Properties.All(value.Has);

    // A property that is not declared is null in every value.
    private static void Property(Utf8JsonWriter json, ColumnField column, KeyValuePair<string, Value> property)
    {
        if (column.Properties.Contains(property.Key))
            json.Term(column.ObjectProperty(property.Key), ColumnField.ToProperty(property.Value));
        else if (property.Value.IsNull)
            json.Everything();
        else
            json.Nothing();
    }

    private List<Action> Starting(Utf8JsonWriter json, ColumnField column, string text)
    {
        var alternatives = new List<Action> { () => Prefix(json, column.ValuesIn(scope.Dialect), text) };
        if (NullsAreText(column) && ColumnField.NullText.AsString.StartsWith(text, StringComparison.Ordinal))
            alternatives.Add(() => WriteNull(json, column));
        return alternatives;
    }

    private static void Prefix(Utf8JsonWriter json, string field, string text)
    {
        json.WriteStartObject();
        json.WriteStartObject("prefix");
        json.WriteString(field, text);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static IReadOnlyList<ValueRange> Ranges(Filter.Condition condition) => condition switch
    {
        Filter.Within within => within.Ranges,
        Filter.Contains contains => contains.Ranges,
        Filter.Intersects intersects => intersects.Ranges,
        _ => throw new NotSupportedException($"{condition}"),
    };

    private void Range(Utf8JsonWriter json, ColumnField column, Filter.Condition condition, ValueRange range)
    {
        switch (column.Type)
        {
            case PropertyType.Range:
                RangeJson.Write(json, column.Ranges, condition, range);
                break;
            case PropertyType.Boolean:
                json.Terms(column.Values, [.. new Value[] { false, true }.Where(b => IsIn(b, range))]);
                break;
            case PropertyType.Long:
                RangeJson.WriteIntegers(json, column.Values, range);
                break;
            case PropertyType.Float:
                RangeJson.WriteNumbers(json, column.Values, range);
                break;
            case var _ when NullsAreText(column) && IsIn(ColumnField.NullText, range):
                json.Any([() => RangeJson.WriteTexts(json, column.ValuesIn(scope.Dialect), range), () => WriteNull(json, column)]);
                break;
            default:
                RangeJson.WriteTexts(json, column.ValuesIn(scope.Dialect), range);
                break;
        }
    }

    private bool NullsAreText(ColumnField column) => column.HasTextNulls && scope.Dialect.HasFlag(Dialect.NullsAreText);

    private static bool IsIn(Value value, ValueRange range) =>
        (range.From.IsNull || (range.From.Kind == value.Kind && ValueOrder.Compare(value, range.From) is var from && (range.FromIsExclusive ? from > 0 : from >= 0))) &&
        (range.To.IsNull || (range.To.Kind == value.Kind && ValueOrder.Compare(value, range.To) is var to && (range.ToIsExclusive ? to < 0 : to <= 0)));
}
