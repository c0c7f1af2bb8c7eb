using System.Text.Json.Nodes;
using Azul.Gateway.Rest.Python;
using Azul.Gateway.Rest.Transport;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;

namespace Azul.Gateway.Rest.Filters;

/// <summary>The parameter that holds the filters, and the checks that the original makes of it in its order (<c>spec/service.md</c> §2.2).</summary>
internal static class FilterParameter
{
    public const string Name = "filters";

    private static readonly string[] Relations = ["is", "contains", "within", "intersects"];
    private static readonly string[] SpecialRelations = ["is"];

    public static RestParameter Declaration { get; } = new(Name, "Which entities are wanted: by field, one relation and its values.", Schema) { IsJson = true };

    /// <summary>The filters of a request; none where the parameter is absent.</summary>
    /// <exception cref="RestException">They are malformed.</exception>
    public static ExplicitFilters Of(RestParameters parameters, MetadataModel model)
    {
        if (parameters.Text(Name) is not { } text)
            return ExplicitFilters.None;
        if (!PythonJson.TryParse(text, out var json))
            throw RestErrors.NotJson(Name);
        if (json.Kind != ValueKind.Entity)
            throw FilterErrors.NoObject();
        return new(json.AsEntity, [.. json.AsEntity.Select(entry => Check(entry.Key, entry.Value, model))]);
    }

    /// <summary>How the relation is called in requests.</summary>
    public static string NameOf(Relation relation) => Relations[(int)relation];

    private static FieldFilter Check(string name, Value entry, MetadataModel model)
    {
        var field = model.Field(name);
        var isAccessible = name == SpecialFields.Accessible;
        if (!isAccessible && field is null or { IsInternal: true })
            throw RestErrors.UnknownField(name);
        if (entry.Kind != ValueKind.Entity || entry.AsEntity.Count != 1)
            throw FilterErrors.NoSingleItem(name);
        var (relation, values) = entry.AsEntity.AsSpan()[0];
        var isSpecial = isAccessible || name == model.Special.SourceId;
        var relations = isSpecial ? SpecialRelations : Relations;
        if (Array.IndexOf(relations, relation) is var index && index < 0)
            throw FilterErrors.UnknownRelation(name, relations);
        if (values.Kind != ValueKind.List)
            throw FilterErrors.NoList(name, relation);
        var filter = new FieldFilter(name, field, (Relation)index, values.AsList);
        if (isSpecial && filter.Values.Any(v => v.IsNull))
            throw FilterErrors.NullNotSupported(name);
        if (filter.Relation == Relation.Is && filter.Values.Any(v => v.Kind == ValueKind.List))
            throw FilterErrors.Invalid(name, relation);
        if (field is { IsValueAndUnit: true })
            CheckQuantities(filter);
        else if (field is { Type: PropertyType.Composite })
            CheckNested(filter, field);
        return filter;
    }

    private static void CheckQuantities(FieldFilter filter)
    {
        foreach (var value in filter.Values.Where(v => !v.IsNull))
        {
            if (value.Kind != ValueKind.Entity)
                throw RestErrors.InvalidParameter(Name);
            var quantity = value.AsEntity;
            if (!quantity.TryGet("value", out var number) || !quantity.TryGet("unit", out var unit))
                throw FilterErrors.ValueAndUnitMissing();
            if (quantity.Count != 2)
                throw FilterErrors.MoreThanValueAndUnit();
            if (number.IsNull)
                throw FilterErrors.ValueOrUnit("value", "not be null");
            CheckWord("value", number);
            if (!unit.IsNull)
                CheckWord("unit", unit);
        }
        if (filter.Relation != Relation.Is)
            throw FilterErrors.NotBy(filter.Name, NameOf(filter.Relation));
    }

    private static void CheckWord(string entry, Value word)
    {
        if (word.AsStringOrNull is not { } text)
            throw FilterErrors.ValueOrUnit(entry, "be a string");
        if (text.Length == 0)
            throw FilterErrors.ValueOrUnit(entry, "not be empty");
        if (text.Contains(' ', StringComparison.Ordinal))
            throw FilterErrors.ValueOrUnit(entry, "not contain space characters");
    }

    private static void CheckNested(FieldFilter filter, Field field)
    {
        if (filter.Relation != Relation.Is)
            throw FilterErrors.OnlyIs(filter.Name);
        if (filter.Values is not [var value])
            throw FilterErrors.NoSingleItemList(filter.Name);
        if (value.Kind != ValueKind.Entity)
            throw FilterErrors.NoDictionary(filter.Name);
        var invalid = value.AsEntity.Select(p => p.Key).Where(name => !field.Property.Properties.Any(p => p.Name == name)).ToArray();
        if (invalid.Length > 0)
            throw FilterErrors.InvalidProperties(filter.Name, invalid);
    }

    private static JsonObject Schema(Catalog catalog)
    {
        var properties = new JsonObject();
        foreach (var field in catalog.Metadata.Model.Fields)
            properties[field.Name] = SchemaOf(field.Description, FilterTranslation.RelationsOf(field));
        properties[SpecialFields.Accessible] = SchemaOf("Whether the caller may access the entity's source.", [Relation.Is]);
        return new() { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false, ["default"] = new JsonObject() };
    }

    private static JsonObject SchemaOf(string description, IEnumerable<Relation> relations)
    {
        var properties = new JsonObject();
        foreach (var relation in relations)
            properties[NameOf(relation)] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject() };
        return new()
        {
            ["type"] = "object",
            ["description"] = description,
            ["properties"] = properties,
            ["minProperties"] = 1,
            ["maxProperties"] = 1,
            ["additionalProperties"] = false,
        };
    }
}
