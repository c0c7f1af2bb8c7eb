using System.Text.Json;
using Azul.GraphSchema.Planning;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;

namespace Azul.GraphSchema.Nodes;

/// <summary>A file and one of the strata that it covers.</summary>
internal sealed record LeafNode(JsonElement Element, RootScope Scope, IReadOnlyDictionary<string, string> Stratum) : DocumentNode(Element, Scope)
{
    /// <summary>The leaves of the files of an inner entity, for each file and stratum one for every combination of the values of its dimensions.</summary>
    public static IEnumerable<LeafNode> Of(DocumentNode inner, Property files)
    {
        var strata = files.Properties.First(p => p.IsStrata);
        return inner.Children(files.Name).SelectMany(file => StrataText.Points(file.Text(strata.Name) ?? "").Select(point => new LeafNode(file.Element, file.Scope, point)));
    }
}
