using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;

namespace Azul.Search.Documents;

/// <summary>What the values of a field are compared and counted as.</summary>
internal static class Term
{
    /// <summary>
    /// The value itself, or a composite one with all properties that are declared, in order: so that a term, given as a filter, matches what it counts and nothing else. A property that a partial value
    /// leaves out could be anything.
    /// </summary>
    public static Value Of(Field field, Value value) => field.Type == PropertyType.Composite && value.Kind == ValueKind.Entity
        ? new Entity(field.Property.Properties.Select(p => KeyValuePair.Create(p.Name, value.AsEntity[p.Name])))
        : value;

    /// <summary>What a term is ordered by: itself, or the text of a quantity (<see cref="Field.IsValueAndUnit"/>).</summary>
    public static Value KeyOf(Field field, Value term) => field.IsValueAndUnit && term.Kind == ValueKind.Entity ? TermText.OfQuantity(term.AsEntity) : term;
}
