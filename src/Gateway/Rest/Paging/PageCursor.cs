using Azul.Gateway.Rest.Filters;
using Azul.Gateway.Rest.Python;
using Azul.Gateway.Rest.Transport;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Documents;
using Azul.Search.Queries;

namespace Azul.Gateway.Rest.Paging;

/// <summary>
/// Where a page starts or ends, as clients see it: <c>[sort value, entity id]</c>. It shows how the original's index holds nulls, and clients parse it
/// (<c>spec/service.md</c> §3.3).
/// </summary>
internal static class PageCursor
{
    /// <summary>A null among numbers and booleans.</summary>
    private const long NullNumber = 9223372036854774784;

    /// <summary>No value at all, where there could be a number, a boolean or a date.</summary>
    private const long AbsentNumber = long.MaxValue;

    /// <summary>A null among dates: the start of the year 9999.</summary>
    private const long NullDate = 253370764800000;

    /// <summary>The cursor for a position among hits of a type that are sorted by a field.</summary>
    public static string Format(SortPosition position, Field sort, EntityType type) =>
        PythonJson.Serialize(Value.List(position.Keys[0] is { } key ? PublicValue(key, sort) : Absence(sort, type), position.EntityId));

    /// <summary>The position that a cursor means.</summary>
    /// <param name="name">The name of the parameter, for messages.</param>
    /// <param name="cursor">The cursor.</param>
    /// <param name="sort">The field that hits are sorted by.</param>
    /// <exception cref="RestException">It is no cursor for hits that are sorted by that field.</exception>
    public static SortPosition Parse(string name, Value cursor, Field sort)
    {
        if (cursor is not { Kind: ValueKind.List, AsList: [var value, var id] })
            throw RestErrors.InvalidCursor(name, "must be a list of two elements");
        if (id.AsStringOrNull is not { } entityId)
            throw RestErrors.InvalidCursor(name, "the second element must be a string");
        return new([value.IsNull || (!IsText(sort) && value == AbsentNumber) ? (Value?)null : PrivateValue(name, value, sort)], entityId);
    }

    // Null is for strings, and for dates that the type has not.
    private static Value Absence(Field sort, EntityType type) =>
        IsText(sort) || sort.Declaration.RestDateIn?.Contains(type.Name) == false ? Value.Null : AbsentNumber;

    private static Value PublicValue(Value key, Field sort)
    {
        if (IsText(sort))
            return key.IsNull ? FilterTranslation.NullText : key.Kind == ValueKind.Entity ? QuantityText(key.AsEntity) : key;
        if (key.IsNull)
            return Column.IsDateInRest(sort) ? NullDate : NullNumber;
        return key.Kind == ValueKind.Boolean ? (key.AsBoolean ? 1L : 0L) : key;
    }

    private static Value PrivateValue(string name, Value value, Field sort)
    {
        if (IsText(sort))
        {
            var text = FilterTranslation.TextOf(value) ?? throw RestErrors.InvalidCursor(name, "the first element must be a scalar");
            return text == FilterTranslation.NullText ? Value.Null : text;
        }
        if (!value.IsNumber || !double.IsFinite(value.AsDouble))
            throw RestErrors.InvalidCursor(name, "the first element must be a number");
        if (value == (Column.IsDateInRest(sort) ? NullDate : NullNumber))
            return Value.Null;
        return sort.Type == PropertyType.Boolean ? value.AsDouble > 0 : value;
    }

    private static bool IsText(Field sort) => !Column.IsDateInRest(sort) && (sort.Type is PropertyType.String || sort.IsValueAndUnit);

    private static string QuantityText(Entity quantity) => quantity["unit"].IsNull ? quantity["value"].AsString : $"{quantity["value"].AsString} {quantity["unit"].AsString}";
}
