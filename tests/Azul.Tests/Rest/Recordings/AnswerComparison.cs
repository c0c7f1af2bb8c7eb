using System.Text.RegularExpressions;
using Azul.Gateway.Rest.Transport;
using Azul.Plugins.Documents;

namespace Azul.Tests.Rest.Recordings;

/// <summary>
/// Compares the body of an answer with a recorded one. Lists are multisets, except for hits and for what keeps the order of the metadata; terms of a facet are ordered by count alone; sets
/// in messages are sets; links are equal if their parts and decoded parameters are.
/// </summary>
internal static partial class AnswerComparison
{
    private static readonly HashSet<string> Ordered = ["contributors", "matrices", "contributedAnalyses"];

    /// <summary>The differences, each with its place.</summary>
    public static IEnumerable<string> Differences(Value expected, Value actual) => Differences(Canonical(expected, []), Canonical(actual, []), "");

    private static Value Canonical(Value value, string[] path)
    {
        switch (value.Kind)
        {
            case ValueKind.Entity when IsFacet(value.AsEntity):
                return value.AsEntity.With("terms", Value.List(value.AsEntity["terms"].AsList
                    .Select(t => (Value)WithSortedProjects(t.AsEntity))
                    .OrderByDescending(t => t.AsEntity["count"])
                    .ThenBy(t => t.AsEntity["term"])));
            // The sources of catalogs are not compared.
            case ValueKind.Entity when path is ["catalogs", _, "plugins", "repository"]:
                return new Entity(value.AsEntity.Where(p => p.Key != "sources").Select(p => KeyValuePair.Create(p.Key, Canonical(p.Value, [.. path, p.Key]))));
            // The version of the service is its own.
            case ValueKind.String when path is ["git", "commit"]:
                return (long)value.AsString.Length;
            case ValueKind.List when path is ["changes"]:
                return value.AsList.Count <= 10;
            case ValueKind.Entity:
                return new Entity(value.AsEntity.Select(p => KeyValuePair.Create(p.Key, Canonical(p.Value, [.. path, p.Key]))));
            case ValueKind.List:
                var elements = value.AsList.Select(v => Canonical(v, [.. path, "#"]));
                return Value.List(path is ["hits"] || path.Any(Ordered.Contains) ? elements : elements.Order());
            case ValueKind.String when path is ["Message"]:
                return SetText().Replace(value.AsString, m => $"{{{string.Join(", ", m.Groups[1].Value.Split(", ").Order(StringComparer.Ordinal))}}}");
            default:
                return value;
        }
    }

    private static bool IsFacet(Entity entity) => entity["terms"].Kind == ValueKind.List && entity.Has("total") && entity.Has("type");

    private static Entity WithSortedProjects(Entity term) => term.TryGet("projectId", out var ids) ? term.With("projectId", Value.List(ids.AsList.Order())) : term;

    private static IEnumerable<string> Differences(Value expected, Value actual, string path)
    {
        if (expected.Kind == ValueKind.Entity && actual.Kind == ValueKind.Entity)
            return Differences(expected.AsEntity, actual.AsEntity, path);
        if (expected.Kind == ValueKind.List && actual.Kind == ValueKind.List)
            return Differences(expected.AsList, actual.AsList, path);
        return expected == actual ? [] : [$"{path}: expected {Short(expected)}, found {Short(actual)}"];
    }

    private static IEnumerable<string> Differences(Entity expected, Entity actual, string path)
    {
        foreach (var name in expected.Select(p => p.Key).Union(actual.Select(p => p.Key)))
        {
            var place = $"{path}.{name}";
            if (!actual.TryGet(name, out var found))
                yield return $"{place}: expected {Short(expected[name])}, found nothing";
            else if (!expected.TryGet(name, out var wanted))
                yield return $"{place}: expected nothing, found {Short(found)}";
            else if (name is "next" or "previous" && wanted.AsStringOrNull is { } link && found.AsStringOrNull is { } other && LinkParts(link) == LinkParts(other))
                continue;
            else
            {
                foreach (var difference in Differences(wanted, found, place))
                    yield return difference;
            }
        }
    }

    private static IEnumerable<string> Differences(IReadOnlyList<Value> expected, IReadOnlyList<Value> actual, string path)
    {
        if (expected.Count != actual.Count)
            yield return $"{path}: expected {expected.Count} elements, found {actual.Count}";
        for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++)
        {
            foreach (var difference in Differences(expected[i], actual[i], $"{path}[{i}]"))
                yield return difference;
        }
    }

    private static Value LinkParts(string link)
    {
        var question = link.IndexOf('?', StringComparison.Ordinal);
        var parameters = QueryText.Parse(link.AsSpan(question + 1)).Select(p => KeyValuePair.Create(
            p.Key, p.Value is ['[' or '{', .., ']' or '}'] ? ValueJson.Parse(System.Text.Encoding.UTF8.GetBytes(p.Value)) : p.Value));
        return Value.List(link[..question], new Entity(parameters));
    }

    private static string Short(Value value) => value.ToString() is { Length: > 160 } text ? text[..160] + "..." : value.ToString();

    [GeneratedRegex(@"\{('[^']*'(?:, '[^']*')*)\}")]
    private static partial Regex SetText();
}
