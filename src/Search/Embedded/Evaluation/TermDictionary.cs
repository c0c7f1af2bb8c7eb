using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Documents;

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
        var term = field is null ? value : Term.Of(field, value);
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
        keys[code] = field is null ? term : Term.KeyOf(field, term);
        codes.Add(term, code);
        return code;
    }

    /// <summary>The values seen so far.</summary>
    public TermList ToList() => new(
        values.AsMemory(0, codes.Count), keys.AsMemory(0, codes.Count), codes.TryGetValue(Value.Null, out var code) ? code : null);
}
