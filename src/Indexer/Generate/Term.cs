using Azul.Plugins.Documents;

namespace Azul.Indexer.Generate;

/// <summary>A term of an ontology.</summary>
internal sealed record Term(string Label, string Ontology)
{
    public Value Value => new Entity(("text", Label), ("ontology", Ontology), ("ontology_label", Label));

    public static Value ListOf(params IEnumerable<Term> terms) => Value.List(terms.Select(t => t.Value));
}
