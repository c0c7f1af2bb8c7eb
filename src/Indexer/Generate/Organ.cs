namespace Azul.Indexer.Generate;

/// <summary>An organ, its parts, and the cells that one selects from it.</summary>
internal sealed record Organ(Term Term, Term[] Parts, Term[] CellTypes);
