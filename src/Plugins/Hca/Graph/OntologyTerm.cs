using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Reading;

namespace Azul.Plugins.Hca.Graph;

/// <summary>Labels of ontology terms: the first of three properties that is present (<c>spec/indexer.md</c> §0).</summary>
internal static class OntologyTerm
{
    /// <summary>The label of a term, which must have one of the properties.</summary>
    public static Value Label(this Node term) => FirstLabel(term) is { IsMissing: false } label
        ? label.TextOrNull()
        : throw term.Place.Fault(ReadingFaults.PropertyMissing, $"the ontology term '{term.Name}' has neither 'ontology_label' nor 'text' nor 'ontology'");

    /// <summary>The label of a term; null where there is no term or it has no label.</summary>
    public static Value LabelOrNull(this Node term) => term.IsNull ? Value.Null : FirstLabel(term).TextOrNull();

    /// <summary>The label of a term, or a text that stands for it.</summary>
    public static Value LabelOrText(this Node term) => term.Element.ValueKind == JsonValueKind.Object ? term.Label() : term.TextOrNull();

    private static Node FirstLabel(Node term)
    {
        var label = term.Optional("ontology_label", "text");
        return label.IsMissing ? term.Optional("ontology") : label;
    }
}
