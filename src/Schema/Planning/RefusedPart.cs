using Azul.GraphSchema.Errors;
using Azul.Search.Queries;

namespace Azul.GraphSchema.Planning;

/// <summary>A part that is refused before anything is asked.</summary>
internal sealed class RefusedPart : PlannedPart
{
    public RefusedPart(GraphException error) => Error = error;

    public override IReadOnlyList<EntityQuery> Queries => [];
}
