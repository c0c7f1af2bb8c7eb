namespace Azul.Indexer.Generate;

/// <summary>A species, its stages of development, and the unit in which the age of its members is told.</summary>
internal sealed record Species(Term Term, long TaxonId, Term[] Stages, Term AgeUnit, int GreatestAge);
