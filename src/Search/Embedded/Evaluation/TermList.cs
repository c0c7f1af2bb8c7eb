using Azul.Plugins.Documents;

namespace Azul.Search.Embedded.Evaluation;

/// <summary>The distinct values of a column at one time; a value's place in the list is its code.</summary>
/// <param name="Values">The values. Composite ones have all properties that are declared, in order.</param>
/// <param name="Keys">For each value what it is ordered by: itself, or the text of a quantity.</param>
/// <param name="NullCode">The code of null, where it is among the values.</param>
internal readonly record struct TermList(ReadOnlyMemory<Value> Values, ReadOnlyMemory<Value> Keys, int? NullCode)
{
    public int Count => Values.Length;

    public Value this[int code] => Values.Span[code];

    public Value KeyOf(int code) => Keys.Span[code];
}
