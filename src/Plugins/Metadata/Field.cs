using Azul.Plugins.Documents;

namespace Azul.Plugins.Metadata;

/// <summary>A named, typed value of an entity that can be filtered, sorted, counted and shown. Made by <see cref="MetadataModel"/> of what properties declare.</summary>
public sealed class Field
{
    private readonly string[] path;

    internal Field(FieldDeclaration declaration, Property property, InnerEntityType? innerType, params string[] path)
    {
        this.path = path;
        Declaration = declaration;
        Property = property;
        InnerType = innerType;
    }

    public FieldDeclaration Declaration { get; }

    /// <summary>The name in REST.</summary>
    public string Name => Declaration.Name;

    public string Description => Declaration.Description;

    public Property Property { get; }

    /// <summary>The inner entity type that has the property; null for properties of the document itself.</summary>
    public InnerEntityType? InnerType { get; }

    public PropertyType Type => Property.Type;

    public bool IsNullable => Property.IsNullable;

    public bool IsFacet => Declaration.IsFacet;

    public bool IsInternal => Declaration.IsInternal;

    /// <summary>Composite values, ranges and counts have no order, whatever the original accepts.</summary>
    public bool IsSortable => Type is not (PropertyType.Composite or PropertyType.Range or PropertyType.Counts) || IsValueAndUnit;

    /// <summary>
    /// Whether the composite is a quantity of the form <c>{value, unit}</c>, which the original indexes as the text <c>"value unit"</c>, so that REST sorts by that text. GraphQL does not offer it
    /// as a sort key.
    /// </summary>
    public bool IsValueAndUnit => Type == PropertyType.Composite && !Property.IsList && Property.Properties is [{ Name: "value" }, { Name: "unit" }];

    /// <summary>The path in native documents: <c>contents</c>, inner entity type and property, or just the properties.</summary>
    public IReadOnlyList<string> Path => path;

    /// <summary>
    /// The field's column in a native document: every value that any inner entity has for it, in order of the document. Nulls are among them; where nothing is known of the
    /// field there are no values at all, which is not the same.
    /// </summary>
    public IReadOnlyList<Value> ValuesIn(Entity document)
    {
        var values = new Collected<Value>();
        Collect(document, 0, ref values);
        return values.ToArray();
    }

    public override string ToString() => $"{Name} ({string.Join('.', path)})";

    private void Collect(Value value, int depth, ref Collected<Value> values)
    {
        if (depth == path.Length)
        {
            CollectLeaf(value, ref values);
            return;
        }
        foreach (var element in value.Elements)
        {
            if (element.Kind == ValueKind.Entity && element.AsEntity.TryGet(path[depth], out var next))
                Collect(next, depth + 1, ref values);
        }
    }

    private void CollectLeaf(Value value, ref Collected<Value> values)
    {
        if (Type == PropertyType.Range)
        {
            CollectRange(value, ref values);
            return;
        }
        if (Type == PropertyType.Counts && value.Kind == ValueKind.Entity)
        {
            foreach (var (label, _) in value.AsEntity.AsSpan())
                values.Add(label);
            return;
        }
        if (value.Kind == ValueKind.List && value.AsList.Count == 0 && IsNullable && Type != PropertyType.Composite)
            values.Add(Value.Null);
        foreach (var element in value.Elements)
            values.Add(element);
    }

    // A range is a pair itself, so a list of ranges is a list whose elements are no numbers.
    private static void CollectRange(Value value, ref Collected<Value> values)
    {
        if (value.Kind == ValueKind.List && value.AsList is not [{ Kind: not (ValueKind.List or ValueKind.Entity) }, ..])
        {
            foreach (var element in value.Elements)
                CollectRange(element, ref values);
        }
        else
        {
            values.Add(IsOpen(value) ? Value.Null : value);
        }
    }

    // A range without ends says that nothing is known.
    private static bool IsOpen(Value range) => range.Kind switch
    {
        ValueKind.List => range.AsList.All(end => end.IsNull),
        ValueKind.Entity => range.AsEntity.All(end => end.Value.IsNull),
        _ => false,
    };
}
