using Azul.GraphSchema.Fields;
using Azul.GraphSchema.Naming;
using Azul.GraphSchema.Planning;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Results;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace Azul.GraphSchema.Stats;

/// <summary>Makes the figures over all matching entities: one field per numeric field that the entity type holds.</summary>
internal sealed class StatsTypes
{
    private readonly SharedTypes types;
    private readonly ObjectGraphType integers;
    private readonly ObjectGraphType numbers;

    public StatsTypes(SharedTypes types)
    {
        this.types = types;
        integers = MakeFigures("LongStats", "integers", types.Long, value => value.IsNull ? null : value.Kind == ValueKind.Long ? value.AsLong : (long)value.AsDouble);
        numbers = MakeFigures("FloatStats", "numbers", types.Float, value => value.IsNull ? null : value.AsDouble);
    }

    /// <summary>The statistics of an entity type, or null where it holds no number.</summary>
    public ObjectGraphType? Make(IReadOnlyList<FieldTree> fields, string stem, EntityType entityType)
    {
        if (fields.Count == 0)
            return null;
        var type = types.Registry.Object(stem + "Stats", $"Figures over all {entityType.Name} that match.", $"the statistics of {entityType.Name}");
        AddFields(type, fields, stem, entityType);
        return type;
    }

    private void AddFields(ObjectGraphType type, IReadOnlyList<FieldTree> fields, string stem, EntityType entityType)
    {
        foreach (var node in fields)
            types.Registry.Add(type, node.Field is { } field ? Figures(node.Name, field) : Group(node, stem, entityType), node.Origin);
    }

    private StatsField Figures(string name, GraphField field) => new(field.Column)
    {
        Name = name,
        Description = field.Description + ".",
        ResolvedType = (field.Type == PropertyType.Long ? integers : numbers).NonNull(),
    };

    private FieldType Group(FieldTree node, string stem, EntityType entityType)
    {
        var name = stem + GraphNames.Pascal(node.Name);
        var group = types.Registry.Object(name + "Stats", $"Figures of {node.Name} over all {entityType.Name} that match.", node.Origin);
        AddFields(group, node.Children, name, entityType);
        return new()
        {
            Name = node.Name,
            Description = $"Figures of {node.Name}.",
            ResolvedType = group.NonNull(),
            Resolver = new FuncFieldResolver<object?>(context => (ConnectionPart)context.Source!),
        };
    }

    private ObjectGraphType MakeFigures(string name, string of, IGraphType value, Func<Value, object?> read)
    {
        var type = types.Registry.Object(name, $"Figures over all values that the matching entities have for a field of {of}.", "statistics");
        types.Registry.Add<ColumnStats>(type, "count", "How many values there are.", types.Long.NonNull(), s => s.Count);
        types.Registry.Add<ColumnStats>(type, "sum", "Their sum.", types.Float.NonNull(), s => s.Sum);
        types.Registry.Add<ColumnStats>(type, "min", "The least; null where there are none.", value, s => read(s.Min));
        types.Registry.Add<ColumnStats>(type, "max", "The greatest; null where there are none.", value, s => read(s.Max));
        return type;
    }
}
