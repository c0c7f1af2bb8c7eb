using System.Collections;
using Azul.GraphSchema.Errors;
using Azul.GraphSchema.Fields;
using Azul.GraphSchema.Naming;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Queries;

namespace Azul.GraphSchema.Filters;

/// <summary>
/// Turns a filter argument into the filter of a query. The parts come in the order of the schema, so that equal filters are equal whatever the order in the document.
/// </summary>
/// <param name="fields">The fields of the plugin.</param>
internal sealed class FilterReader(IReadOnlyList<FieldTree> fields)
{
    public const string And = "and";
    public const string Or = "or";
    public const string Not = "not";

    /// <summary>The filter of an argument; everything where it is null.</summary>
    /// <exception cref="GraphException">A range is upside down.</exception>
    public Filter Read(object? argument) => argument is IDictionary<string, object?> filter ? new Filter.And([.. Parts(filter)]) : Filter.Everything;

    private IEnumerable<Filter> Parts(IDictionary<string, object?> filter)
    {
        foreach (var part in FieldParts(fields, filter))
            yield return part;
        foreach (var part in List(filter, And))
            yield return Read(part);
        if (filter.TryGetValue(Or, out var or) && or is not null)
            yield return new Filter.Or([.. List(filter, Or).Select(Read)]);
        if (filter.TryGetValue(Not, out var not) && not is not null)
            yield return new Filter.Not(Read(not));
    }

    private static IEnumerable<Filter> FieldParts(IReadOnlyList<FieldTree> nodes, IDictionary<string, object?> filter)
    {
        foreach (var node in nodes)
        {
            if (!filter.TryGetValue(node.Name, out var given) || given is not IDictionary<string, object?> conditions)
                continue;
            foreach (var part in node.Field is { } field ? Conditions(field, conditions) : FieldParts(node.Children, conditions))
                yield return part;
        }
    }

    private static IEnumerable<Filter> Conditions(GraphField field, IDictionary<string, object?> conditions)
    {
        if (Has(conditions, "is"))
            yield return new Filter.Is(field.Column, Values(field, conditions, "is"));
        if (Has(conditions, "isNot"))
            yield return new Filter.Is(field.Column, Values(field, conditions, "isNot")) { IsNegated = true };
        if (conditions.TryGetValue("startsWith", out var start) && start is string text)
            yield return new Filter.StartsWith(field.Column, text);
        if (Has(conditions, "within"))
            yield return new Filter.Within(field.Column, Ranges(field, conditions, "within"));
        if (Has(conditions, "contains"))
            yield return new Filter.Contains(field.Column, Ranges(field, conditions, "contains"));
        if (Has(conditions, "intersects"))
            yield return new Filter.Intersects(field.Column, Ranges(field, conditions, "intersects"));
        if (Between(conditions) is { } range)
            yield return new Filter.Within(field.Column, [range]);
    }

    private static bool Has(IDictionary<string, object?> conditions, string name) => conditions.TryGetValue(name, out var given) && given is not null;

    private static IEnumerable<object?> List(IDictionary<string, object?> filter, string name) =>
        filter.TryGetValue(name, out var given) && given is IEnumerable list ? list.Cast<object?>() : [];

    private static Value[] Values(GraphField field, IDictionary<string, object?> conditions, string name) =>
        [.. List(conditions, name).Select(v => v is IDictionary<string, object?> composite ? Composite(field.Source!.Property, composite) : Scalar(v))];

    private static Value Composite(Property property, IDictionary<string, object?> given) => new Entity(property.Properties
        .Where(p => given.ContainsKey(GraphNames.Camel(p.Name)))
        .Select(p => KeyValuePair.Create(p.Name, Scalar(given[GraphNames.Camel(p.Name)]))));

    private static ValueRange[] Ranges(GraphField field, IDictionary<string, object?> conditions, string name) =>
        [.. List(conditions, name).Cast<IDictionary<string, object?>>().Select(range =>
        {
            var (from, to) = (End(range, "gte"), End(range, "lte"));
            return from.IsNull || to.IsNull || from.CompareTo(to) <= 0
                ? new ValueRange(from, to)
                : throw new GraphException(
                    ErrorCodes.InvalidRange, $"The range of {field.Name} from {from} to {to} is upside down: its lower end is above its upper end");
        })];

    // The tighter of two ends counts; of two equal ones that which excludes the value.
    private static ValueRange? Between(IDictionary<string, object?> conditions)
    {
        var (gt, gte, lt, lte) = (End(conditions, "gt"), End(conditions, "gte"), End(conditions, "lt"), End(conditions, "lte"));
        if (gt.IsNull && gte.IsNull && lt.IsNull && lte.IsNull)
            return null;
        var fromIsExclusive = !gt.IsNull && (gte.IsNull || gt.CompareTo(gte) >= 0);
        var toIsExclusive = !lt.IsNull && (lte.IsNull || lt.CompareTo(lte) <= 0);
        return new(fromIsExclusive ? gt : gte, toIsExclusive ? lt : lte) { FromIsExclusive = fromIsExclusive, ToIsExclusive = toIsExclusive };
    }

    private static Value End(IDictionary<string, object?> range, string name) => range.TryGetValue(name, out var end) ? Scalar(end) : Value.Null;

    private static Value Scalar(object? value) => value switch
    {
        null => Value.Null,
        string text => text,
        bool flag => flag,
        int number => (long)number,
        long number => number,
        double number => number,
        decimal number => (double)number,
        _ => throw new InvalidOperationException($"A filter has a value of the unexpected type {value.GetType()}"),
    };
}
