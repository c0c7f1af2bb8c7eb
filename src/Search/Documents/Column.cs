using System.Globalization;
using System.Runtime.CompilerServices;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;

namespace Azul.Search.Documents;

/// <summary>
/// A typed column of the index. Each field has one by its own name; one that REST sees as a date has a second: milliseconds since 1970, in entity types where that holds, and
/// elsewhere nothing.
/// </summary>
public sealed record Column
{
    private static readonly ConditionalWeakTable<MetadataModel, Column[]> OfModels = [];

    private Column(string name, Field field, PropertyType type, bool isRestDate)
    {
        Name = name;
        Field = field;
        Type = type;
        IsRestDate = isRestDate;
    }

    public string Name { get; }

    public Field Field { get; }

    /// <summary>The type of its values.</summary>
    public PropertyType Type { get; }

    /// <summary>Whether it is a field's second column.</summary>
    public bool IsRestDate { get; }

    /// <summary>The columns of a plugin's fields, internal ones included.</summary>
    public static IReadOnlyList<Column> Of(MetadataModel model) => OfModels.GetValue(model, m => [.. Make(m)]);

    private static IEnumerable<Column> Make(MetadataModel model) => model.AllFields.SelectMany(f => IsDateInRest(f)
        ? new[] { new Column(f.Name, f, f.Type, false), new Column(RestDateName(f), f, PropertyType.Long, true) }
        : [new Column(f.Name, f, f.Type, false)]);

    /// <summary>The name of the column that REST uses for the field.</summary>
    public static string RestName(Field field) => IsDateInRest(field) ? RestDateName(field) : field.Name;

    /// <summary>The column's values in a native document (<see cref="Field.ValuesIn"/>).</summary>
    public IReadOnlyList<Value> ValuesIn(EntityType entityType, Entity document)
    {
        if (!IsRestDate)
            return Field.ValuesIn(document);
        if (Field.Declaration.RestDateIn is { } types && !types.Contains(entityType.Name))
            return [];
        return [.. Field.ValuesIn(document).Select(Milliseconds)];
    }

    /// <summary>Whether REST sees the field as a date of millisecond resolution.</summary>
    public static bool IsDateInRest(Field field) => field.Type == PropertyType.DateTime || field.Declaration.RestDateIn is not null;

    private static string RestDateName(Field field) => field.Name + "@ms";

    private static Value Milliseconds(Value date) => date.IsNull ||
        !DateTimeOffset.TryParse(date.AsString, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed)
            ? Value.Null
            : parsed.ToUnixTimeMilliseconds();
}
