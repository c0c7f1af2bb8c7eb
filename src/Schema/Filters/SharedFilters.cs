using Azul.GraphSchema.Naming;
using Azul.Plugins.Metadata;
using GraphQL.Types;

namespace Azul.GraphSchema.Filters;

/// <summary>The conditions on fields of simple types.</summary>
internal sealed class SharedFilters
{
    private const string IsText = "One of these values; null means that there is no value.";
    private const string IsNotText = "None of these values; null means that there must be a value.";

    private readonly SharedTypes types;
    private readonly InputObjectGraphType text;
    private readonly InputObjectGraphType flag;
    private readonly InputObjectGraphType integer;
    private readonly InputObjectGraphType number;
    private readonly InputObjectGraphType date;
    private readonly InputObjectGraphType range;

    public SharedFilters(SharedTypes types)
    {
        this.types = types;
        var floats = Range("FloatRangeInput", "A closed range of numbers. An absent end is open.", types.Float);
        text = Filter("StringFilter", "text", types.String);
        types.Registry.AddInput(text, "startsWith", "Text that starts with this one, in exactly this case.", types.String);
        flag = Filter("BooleanFilter", "true and false", types.Boolean);
        integer = Ordered("LongFilter", "integers", types.Long, Range("LongRange", "A closed range of integers. An absent end is open.", types.Long));
        number = Ordered("FloatFilter", "numbers", types.Float, floats);
        date = Ordered("DateFilter", "instants", types.DateTime, Range("DateRange", "A closed range of instants. An absent end is open.", types.DateTime));
        range = Overlapping(floats);
    }

    /// <summary>The condition on a field; null for composite fields, which each have a type of their own.</summary>
    public InputObjectGraphType? For(PropertyType type) => type switch
    {
        PropertyType.String or PropertyType.Counts => text,
        PropertyType.Boolean => flag,
        PropertyType.Long => integer,
        PropertyType.Float => number,
        PropertyType.DateTime => date,
        PropertyType.Range => range,
        _ => null,
    };

    private InputObjectGraphType Filter(string name, string of, IGraphType value)
    {
        var filter = types.Registry.Input(
            name, $"A condition on a field of {of}. What is given must hold all together; of several values of an entity one is enough.", "filters");
        types.Registry.AddInput(filter, "is", IsText, value.List());
        types.Registry.AddInput(filter, "isNot", IsNotText, value.List());
        return filter;
    }

    private InputObjectGraphType Ordered(string name, string of, IGraphType value, IGraphType range)
    {
        var filter = Filter(name, of, value);
        types.Registry.AddInput(filter, "within", "For each of these ranges a value in it, ends included.", range.NonNull().List());
        types.Registry.AddInput(filter, "gt", "A value above this one.", value);
        types.Registry.AddInput(filter, "gte", "A value above this one, or this one.", value);
        types.Registry.AddInput(filter, "lt", "A value below this one; together with `gt` or `gte` the same value.", value);
        types.Registry.AddInput(filter, "lte", "A value below this one, or this one; together with `gt` or `gte` the same value.", value);
        return filter;
    }

    private InputObjectGraphType Overlapping(IGraphType range)
    {
        var filter = types.Registry.Input("RangeFilter", "A condition on a field whose values are ranges themselves. Several ranges must each hold.", "filters");
        types.Registry.AddInput(filter, "within", "A value inside the range.", range.NonNull().List());
        types.Registry.AddInput(filter, "contains", "A value that holds the range.", range.NonNull().List());
        types.Registry.AddInput(filter, "intersects", "A value that overlaps the range.", range.NonNull().List());
        return filter;
    }

    private InputObjectGraphType Range(string name, string description, IGraphType end)
    {
        var range = types.Registry.Input(name, description, "filters");
        types.Registry.AddInput(range, "gte", "The lower end, included.", end);
        types.Registry.AddInput(range, "lte", "The upper end, included.", end);
        return range;
    }
}
