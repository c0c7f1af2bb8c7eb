using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Hca.Contributions;
using Azul.Plugins.Hits;

namespace Azul.Plugins.Hca.Hits;

/// <summary>
/// Matrices by their strata: objects whose keys are, in turn, a dimension and its values, with lists of files as leaves (<c>spec/service.md</c> §4.3).
/// </summary>
/// <param name="Matrices">The inner entity type: <c>matrices</c> or <c>contributed_analyses</c>.</param>
/// <param name="File">How a file is shown.</param>
internal sealed record StratificationTree(string Matrices, HitObject File) : HitShape
{
    private const string Unspecified = "Unspecified";

    public override void Write(Entity document, HitWriter writer)
    {
        var points = document[Matrices].Elements.Where(m => !m.IsNull).SelectMany(m => m.AsEntity["file"].Elements).SelectMany(f => PointsOf(f.AsEntity)).ToArray();
        if (points.Length == 0)
        {
            writer.Json.WriteStartObject();
            writer.Json.WriteEndObject();
            return;
        }
        var dimensions = Strata.Dimensions
            .Select(d => (Name: d, Count: points.Where(p => p.Values.ContainsKey(d)).Select(p => p.Values[d]).Distinct().Count()))
            .Where(d => d.Count > 0)
            .OrderBy(d => d.Count)
            .Select(d => d.Name)
            .DefaultIfEmpty(Strata.GenusSpecies)
            .ToArray();
        Write(points, dimensions, writer);
    }

    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "object");
        writer.WriteString("description", $"By dimension ({string.Join(", ", Strata.Dimensions)}) and by value of the dimension, in turn, down to lists of files");
        writer.WriteEndObject();
    }

    private void Write(IEnumerable<Point> points, ReadOnlySpan<string> dimensions, HitWriter writer)
    {
        if (dimensions.IsEmpty)
        {
            writer.Json.WriteStartArray();
            foreach (var point in points)
                File.Write(point.File, writer);
            writer.Json.WriteEndArray();
            return;
        }
        var dimension = dimensions[0];
        writer.Json.WriteStartObject();
        writer.Json.WriteStartObject(dimension);
        foreach (var branch in points.GroupBy(p => p.Values.GetValueOrDefault(dimension, Unspecified)))
        {
            writer.Json.WritePropertyName(branch.Key);
            Write(branch, dimensions[1..], writer);
        }
        writer.Json.WriteEndObject();
        writer.Json.WriteEndObject();
    }

    // What is of unknown dimensions is not specified, as far as this tree goes.
    private static IEnumerable<Point> PointsOf(Entity file)
    {
        var text = file["strata"].AsStringOrNull ?? "";
        return StrataText.Points(Strata.TryParse(text, out _) ? text : "").Select(values => new Point(file, values));
    }

    private sealed record Point(Entity File, IReadOnlyDictionary<string, string> Values);
}
