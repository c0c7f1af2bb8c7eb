using System.Text.Json;
using Azul.GraphSchema.Planning;
using Azul.Plugins.Metadata;

namespace Azul.GraphSchema.Nodes;

/// <summary>A file and one of the strata that it covers.</summary>
internal sealed record LeafNode(JsonElement Element, RootScope Scope, IReadOnlyDictionary<string, string> Stratum) : DocumentNode(Element, Scope)
{
    /// <summary>The leaves of the files of an inner entity, for each file and stratum one for every combination of the values of its dimensions.</summary>
    public static IEnumerable<LeafNode> Of(DocumentNode inner, Property files)
    {
        var strata = files.Properties.First(p => p.IsStrata);
        return inner.Children(files.Name).SelectMany(file => Points(file.Text(strata.Name) ?? "").Select(point => new LeafNode(file.Element, file.Scope, point)));
    }

    private static IEnumerable<IReadOnlyDictionary<string, string>> Points(string strata) => strata.Split('\n').SelectMany(stratum =>
    {
        IEnumerable<Dictionary<string, string>> points = [[]];
        foreach (var dimension in stratum.Split(';').Select(d => d.Split('=', 2)).Where(d => d.Length == 2))
            points = points.SelectMany(_ => dimension[1].Split(',').Distinct(), (point, value) => new Dictionary<string, string>(point) { [dimension[0]] = value });
        return points;
    });
}
