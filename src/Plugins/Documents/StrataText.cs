using System.Diagnostics.CodeAnalysis;

namespace Azul.Plugins.Documents;

/// <summary>
/// The strata that a file covers, as text: a line for each, with items of the form <c>dimension=value,value</c> separated by semicolons (<c>spec/indexer.md</c> §4.4 and §4.7). Where a stratum has
/// several values for some dimensions, the file is at every combination of them, a <em>point</em>.
/// </summary>
public static class StrataText
{
    /// <summary>The most points that a file may be at. What has more is no stratification, but could fill the memory of all who look at it.</summary>
    public const int MaxPoints = 10_000;

    /// <summary>The strata, each with the distinct values of its dimensions in the order of the text; false where the text has another form.</summary>
    public static bool TryParse(string text, [MaybeNullWhen(false)] out IReadOnlyList<IReadOnlyDictionary<string, string[]>> strata)
    {
        var parsed = new List<IReadOnlyDictionary<string, string[]>>();
        strata = parsed;
        foreach (var line in text.Split('\n'))
        {
            var stratum = new Dictionary<string, string[]>();
            foreach (var item in line.Split(';'))
            {
                if (item.Split('=') is not [var dimension, var values])
                    return false;
                stratum[dimension] = [.. values.Split(',').Distinct()];
            }
            parsed.Add(stratum);
        }
        return true;
    }

    /// <summary>How many points the text stands for, without making them; 1 where it has another form.</summary>
    public static double Count(string text) => TryParse(text, out var strata) ? strata.Sum(s => s.Values.Aggregate(1.0, (count, values) => count * values.Length)) : 1;

    /// <summary>The points, each with the values of its dimensions, and never more than <see cref="MaxPoints"/>; one without any where the text has another form.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Points(string text)
    {
        if (!TryParse(text, out var strata))
            return [new Dictionary<string, string>()];
        return strata.SelectMany(Points).Take(MaxPoints);
    }

    private static IEnumerable<IReadOnlyDictionary<string, string>> Points(IReadOnlyDictionary<string, string[]> stratum)
    {
        IEnumerable<Dictionary<string, string>> points = [[]];
        foreach (var (dimension, values) in stratum)
            points = points.SelectMany(_ => values, (point, value) => new Dictionary<string, string>(point) { [dimension] = value });
        return points;
    }
}
