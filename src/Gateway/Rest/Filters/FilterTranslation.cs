using System.Globalization;
using Azul.Gateway.Rest.Transport;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Documents;
using Azul.Search.Queries;

namespace Azul.Gateway.Rest.Filters;

/// <summary>
/// What the filters of a request mean to the index. Odd dates and numbers become ranges and plain values here, so that an engine never sees them. Where the original fails, because a value has
/// the wrong type for its field or the field does not know the relation, the request is refused.
/// </summary>
/// <param name="now">The time that <c>now</c> means in this request.</param>
internal sealed class FilterTranslation(DateTimeOffset now)
{
    /// <summary>A null among strings, as cursors show it; filters take it as well.</summary>
    public const string NullText = "~null";

    /// <summary>The relations by which a field can be filtered.</summary>
    public static IEnumerable<Relation> RelationsOf(Field field) => field.Type switch
    {
        // To the original, ranges that are objects are values like any other.
        PropertyType.Range when field.Property.Properties.Count > 0 => [Relation.Is, Relation.Contains, Relation.Within, Relation.Intersects],
        PropertyType.Range => [Relation.Contains, Relation.Within, Relation.Intersects],
        PropertyType.Boolean or PropertyType.Composite => [Relation.Is],
        _ => [Relation.Is, Relation.Within],
    };

    /// <summary>The condition of a filter on a field for entities of a type.</summary>
    /// <exception cref="RestException">The field cannot be filtered like this.</exception>
    public Filter Translate(FieldFilter filter, EntityType entityType)
    {
        var field = filter.Field!;
        if (!RelationsOf(field).Contains(filter.Relation))
            throw FilterErrors.NotBy(filter.Name, FilterParameter.NameOf(filter.Relation));
        if (Column.IsDateInRest(field))
            return new DateFilter(filter, Column.RestName(field), IsDateIn(field, entityType), now).Translate();
        return filter.Relation switch
        {
            Relation.Is => new Filter.Is(field.Name, Values(filter, field)),
            Relation.Contains => new Filter.Contains(field.Name, Ranges(filter, field)),
            Relation.Intersects => new Filter.Intersects(field.Name, Ranges(filter, field)),
            _ => new Filter.Within(field.Name, Ranges(filter, field)),
        };
    }

    /// <summary>A scalar as the text that a string field is compared with.</summary>
    public static string? TextOf(Value value) => value.Kind switch
    {
        ValueKind.String => value.AsString,
        ValueKind.Boolean => value.AsBoolean ? "true" : "false",
        ValueKind.Long => value.AsLong.ToString(CultureInfo.InvariantCulture),
        ValueKind.Double => value.AsDouble.ToString("R", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static bool IsDateIn(Field field, EntityType entityType) => field.Declaration.RestDateIn is not { } types || types.Contains(entityType.Name);

    private static List<Value> Values(FieldFilter filter, Field field)
    {
        var values = new List<Value>(filter.Values.Count);
        foreach (var value in filter.Values)
        {
            switch (field.Type)
            {
                case not PropertyType.Composite when value.IsNull:
                case PropertyType.Long or PropertyType.Float when IsFinite(value):
                case PropertyType.Boolean when value.Kind == ValueKind.Boolean:
                    values.Add(value);
                    break;
                // The original holds booleans as numbers.
                case PropertyType.Boolean when IsFinite(value):
                    if (value.AsDouble is 0 or 1)
                        values.Add(value.AsDouble == 1);
                    break;
                case PropertyType.String or PropertyType.Counts when value.Kind != ValueKind.Double || IsFinite(value):
                    // No string equals an object, which the original finds out as well.
                    if (TextOf(value) is { } text)
                        values.Add(text == NullText && field.IsNullable ? Value.Null : text);
                    break;
                // No range equals a scalar, which the original finds out as well.
                case PropertyType.Range when value.Kind is not (ValueKind.List or ValueKind.Entity):
                    break;
                case PropertyType.Composite when field.IsValueAndUnit:
                    values.Add(value);
                    break;
                case PropertyType.Composite:
                    AddNested(values, filter, value.AsEntity);
                    break;
                default:
                    throw FilterErrors.Invalid(filter.Name, FilterParameter.NameOf(filter.Relation));
            }
        }
        return values;
    }

    // A property that is given as null matches nothing, as in the original.
    private static void AddNested(List<Value> values, FieldFilter filter, Entity nested)
    {
        if (nested.Any(p => p.Value.IsNull))
            return;
        values.Add(new Entity(nested.Select(p => KeyValuePair.Create(
            p.Key, (Value)(TextOf(p.Value) ?? throw FilterErrors.Invalid(filter.Name, FilterParameter.NameOf(filter.Relation)))))));
    }

    private static List<ValueRange> Ranges(FieldFilter filter, Field field)
    {
        var ranges = new List<ValueRange>(filter.Values.Count);
        foreach (var value in filter.Values)
        {
            var (from, to) = value switch
            {
                { Kind: ValueKind.List, AsList: [var first, var last] } => (first, last),
                { IsNumber: true } when filter.Relation == Relation.Contains => (value, value),
                _ => throw Invalid(),
            };
            if (field.Type is PropertyType.String or PropertyType.Counts)
                ranges.Add(new(TextOf(from) ?? throw Invalid(), TextOf(to) ?? throw Invalid()));
            else if (IsFinite(from) && IsFinite(to) && (field.Type != PropertyType.Range || from.AsDouble <= to.AsDouble))
                ranges.Add(new(from, to));
            else
                throw Invalid();
        }
        return ranges;

        RestException Invalid() => FilterErrors.Invalid(filter.Name, FilterParameter.NameOf(filter.Relation));
    }

    private static bool IsFinite(Value value) => value.IsNumber && double.IsFinite(value.AsDouble);
}
