namespace Azul.Search.Embedded.Evaluation;

/// <summary>All aggregates of one entity type at one time.</summary>
/// <param name="Rows">The aggregates, in no particular order.</param>
/// <param name="Terms">For each column its values.</param>
/// <param name="Sources">The ids of sources.</param>
internal sealed record EntityTable(Row[] Rows, TermList[] Terms, TermList Sources);
