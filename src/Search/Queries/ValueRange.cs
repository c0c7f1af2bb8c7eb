using Azul.Plugins.Documents;

namespace Azul.Search.Queries;

/// <summary>A range of numbers, dates or strings. An end that is null is open.</summary>
public readonly record struct ValueRange(Value From, Value To)
{
    /// <summary>Whether <see cref="From"/> itself is outside.</summary>
    public bool FromIsExclusive { get; init; }

    /// <summary>Whether <see cref="To"/> itself is outside.</summary>
    public bool ToIsExclusive { get; init; }
}
