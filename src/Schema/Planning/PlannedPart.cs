using Azul.GraphSchema.Errors;
using Azul.Search.Queries;
using Azul.Search.Results;

namespace Azul.GraphSchema.Planning;

/// <summary>A part of an operation that needs the index: the queries that it is turned into, and later their results.</summary>
internal abstract class PlannedPart
{
    /// <summary>What to ask the index.</summary>
    public abstract IReadOnlyList<EntityQuery> Queries { get; }

    /// <summary>The answers, in the order of the queries.</summary>
    public IReadOnlyList<EntityResult> Results { get; set; } = [];

    /// <summary>Why the part has no answer, if it has none.</summary>
    public GraphException? Error { get; set; }
}
