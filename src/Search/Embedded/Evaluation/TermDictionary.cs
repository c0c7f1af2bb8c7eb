using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;

namespace Azul.Search.Embedded.Evaluation;

/// <summary>
/// Gives each distinct value of a column a code. Codes never change, so that lists taken earlier stay right while it grows. One thread at a time may add.
/// </summary>
/// <param name="field">The field, where the values need its declaration.</param>
internal sealed class TermDictionary(Field? field)
{
    private readonly Dictionary<Value, int> codes = [];

    private Value[] values = new Value[4];
    private Value[] keys = new Value[4];

    public int CodeOf(Value value)
    {
        var term = field?.Type == PropertyType.Composite && value.Kind == ValueKind.Entity ? Completed(value.AsEntity) : value;
        if (codes.TryGetValue(term, out var code))
            return code;
        code = codes.Count;
        if (code == values.Length)
        {
            // Lists taken earlier keep the old arrays.
            Array.Resize(ref values, 2 * code);
            Array.Resize(ref keys, 2 * code);
        }
        values[code] = term;
        keys[code] = field?.IsValueAndUnit == true && term.Kind == ValueKind.Entity ? QuantityText(term.AsEntity) : term;
        codes.Add(term, code);
        return code;
    }

    /// <summary>The values seen so far.</summary>
    public TermList ToList() => new(
        values.AsMemory(0, codes.Count), keys.AsMemory(0, codes.Count), codes.TryGetValue(Value.Null, out var code) ? code : null);

    // So that a term, given as a filter, matches what it counts and nothing else: a property that a partial value leaves out could be anything.
    private Entity Completed(Entity value) => new(field!.Property.Properties.Select(p => KeyValuePair.Create(p.Name, value[p.Name])));

    private static Value QuantityText(Entity quantity) =>
        quantity["unit"].IsNull ? TermText.Of(quantity["value"]) : $"{TermText.Of(quantity["value"])} {TermText.Of(quantity["unit"])}";
}
