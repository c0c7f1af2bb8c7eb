namespace Azul.Search.Embedded.Evaluation;

/// <summary>What is searched of an aggregate.</summary>
/// <param name="EntityId">The id of the outer entity.</param>
/// <param name="Change">The number of the change that wrote it, under which its payload is found.</param>
/// <param name="Sources">The codes of its sources.</param>
/// <param name="Codes">For each column the codes of its values, ascending, one for each time that a value occurs.</param>
internal sealed record Row(string EntityId, long Change, int[] Sources, int[][] Codes);
