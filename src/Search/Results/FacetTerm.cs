using Azul.Plugins.Documents;

namespace Azul.Search.Results;

/// <summary>A value and how many entities have it. A composite value has all its declared properties, those that are not there as null.</summary>
public sealed record FacetTerm(Value Value, long Count)
{
    /// <summary>For each column in <see cref="Queries.FacetRequest.Sums"/>, its sum over these entities.</summary>
    public IReadOnlyList<double> Sums { get; init; } = [];

    /// <summary>The values that these entities have for <see cref="Queries.FacetRequest.Companion"/>, sorted.</summary>
    public IReadOnlyList<Value> Companions { get; init; } = [];
}
