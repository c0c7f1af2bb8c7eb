using Azul.Plugins.Anvil.Graph;
using Azul.Plugins.Anvil.Model;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Plugins.Reading;

namespace Azul.Plugins.Anvil.Contributions;

/// <summary>The inner entities that rows become (<c>spec/indexer.md</c> §5.6). Each is made once, since most are part of many contributions. Not safe for concurrent use.</summary>
internal sealed class RowEntities
{
    private const string Id = "document_id";

    private readonly Dictionary<RowEntity, Value> made = [];

    /// <summary>The inner entity that a row becomes, as the original reads it back from its index.</summary>
    public Value Of(RowEntity entity)
    {
        if (!made.TryGetValue(entity, out var value))
        {
            var type = AnvilModel.Instance.InnerType(entity.InnerType!);
            made.Add(entity, value = EmptyLists.ReadBack(type.Properties, new(Properties(entity, type))));
        }
        return value;
    }

    private static IEnumerable<KeyValuePair<string, Value>> Properties(RowEntity entity, InnerEntityType type)
    {
        // A registration says nothing else of a data set.
        if (entity.IsRegistration)
            return [new(Id, entity.Id), new(AnvilDatasets.Description, entity.Row.Required(AnvilDatasets.Description).TextOrNull())];
        return type.Properties
            .Where(p => p.Name != AnvilDatasets.Description && !p.Accumulation.IsOnlyAggregated)
            .Select(p => KeyValuePair.Create(p.Name, ValueOf(entity, p)));
    }

    private static Value ValueOf(RowEntity entity, Property property) => (entity.InnerType, property.Name) switch
    {
        (_, Id) => entity.Id,
        (AnvilEntityTypes.Activities, "activity_table") => entity.Table,
        (AnvilEntityTypes.Activities, "activity_id") => entity.Row.Required($"{entity.Kind}_id").TextOrNull(),
        (AnvilEntityTypes.Activities, _) => OfActivity(entity.Row.Optional(property.Name), property),
        (AnvilEntityTypes.Files, "uuid") => entity.Id,
        (AnvilEntityTypes.Files, "size") => entity.Row.Required("file_size").IntegerOrNull(),
        (AnvilEntityTypes.Files, "name") => entity.Row.Required("file_name").TextOrNull(),
        (AnvilEntityTypes.Donors, "reported_ethnicity") => TextOrTexts(entity.Row.Required(property.Name)),
        _ => Column(entity.Row, property),
    };

    // The tables of activities have different columns. A list that one lacks holds one null, but what most tables have as a single value, or as a list only at times, is null itself.
    private static Value OfActivity(Node column, Property property) => column.IsMissing
        ? property.Name is "activity_type" or "assay_type" or "data_modality" ? Value.Null : Value.List(Value.Null)
        : TextOrTexts(column);

    private static Value Column(Node row, Property property) => property.Type switch
    {
        PropertyType.Range => new Entity(
            ("gte", (Value)Number(row.Required($"{property.Name}_lower_bound"))),
            ("lte", (Value)Number(row.Required($"{property.Name}_upper_bound")))),
        PropertyType.Long => row.Required(property.Name).IntegerOrNull(),
        PropertyType.Boolean => row.Required(property.Name).FlagOrNull(),
        _ when property.IsList => Texts(row.Required(property.Name)),
        _ => row.Required(property.Name).TextOrNull(),
    };

    private static Value Number(Node column) => column.NumberOrNull() is { } number ? number : Value.Null;

    private static Value TextOrTexts(Node column) => column.IsList ? Texts(column) : column.TextOrNull();

    private static Value Texts(Node column) => Value.List(column.Elements().Select(e => (Value)e.TextOrNull()));
}
