using System.Globalization;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Plugins.Reading;

namespace Azul.Plugins.Records;

/// <summary>Reads records as the inner entities that their types declare.</summary>
internal sealed class RecordReader(MetadataModel model, BundleFqid bundle)
{
    private const string Id = "document_id";

    /// <exception cref="Repositories.BundleException">The record has no id, or not the properties that its type declares.</exception>
    public RecordEntity Read(Record record)
    {
        var type = model.InnerType(record.Type);
        var id = new Node(record.Document, new(bundle, type.Singular), type.Singular).Required(Id).Id();
        var document = new Node(record.Document, new(bundle, $"{type.Singular}/{id}"), type.Singular);
        var properties = type.Properties
            .Where(p => !p.Accumulation.IsOnlyAggregated && !(p.IsOptional && document.Optional(p.Name).IsMissing))
            .Select(p => KeyValuePair.Create(p.Name, p.Name == Id ? id : Read(document.Optional(p.Name), p)));
        return new(type, id, EmptyLists.ReadBack(type.Properties, new(properties)), document);
    }

    private static Value Read(Node node, Property property)
    {
        if (property.IsList)
            return Value.List(node.IsNull ? [] : node.Elements().Select(e => ReadOne(e, property)));
        if (node.IsNull && !property.IsNullable)
            throw node.Place.Fault(ReadingFaults.PropertyMissing, $"the property '{property.Name}' is missing or null");
        return ReadOne(node, property);
    }

    private static Value ReadOne(Node node, Property property) => property.Type switch
    {
        _ when node.IsNull => Value.Null,
        PropertyType.Long => node.Integer(),
        PropertyType.Float => Number(node),
        PropertyType.Boolean => node.Flag(),
        PropertyType.DateTime => Date(node),
        PropertyType.Range when property.Properties.Count == 0 => Value.List(node.Elements().Select(Number)),
        PropertyType.Counts => new Entity(node.Properties().Select(p => KeyValuePair.Create<string, Value>(p.Key, p.Value.Integer()))),
        PropertyType.Composite or PropertyType.Entities or PropertyType.Range =>
            new Entity(property.Properties.Select(p => KeyValuePair.Create(p.Name, Read(node.Optional(p.Name), p)))),
        _ => node.Text(),
    };

    private static Value Number(Node node) => node.NumberOrNull() is { } number ? number : Value.Null;

    // Whatever ISO 8601 allows becomes the one form that documents have. What names no offset is meant in UTC.
    private static Value Date(Node node) =>
        DateTimeOffset.TryParse(node.Text(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture)
            : throw node.Place.Fault(ReadingFaults.WrongType, $"the value of '{node.Name}', '{node.Text()}', is no date");
}
