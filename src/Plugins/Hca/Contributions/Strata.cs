using System.Diagnostics.CodeAnalysis;

namespace Azul.Plugins.Hca.Contributions;

/// <summary>
/// The strata that a matrix covers, as text: a line for each, with points of the form <c>dimension=value,value</c> separated by semicolons (<c>spec/indexer.md</c> §4.4 and §4.7).
/// </summary>
internal static class Strata
{
    public const string GenusSpecies = "genusSpecies";
    public const string DevelopmentStage = "developmentStage";
    public const string Organ = "organ";
    public const string LibraryConstructionApproach = "libraryConstructionApproach";

    private static readonly string[] Known = [GenusSpecies, DevelopmentStage, Organ, LibraryConstructionApproach];

    /// <summary>The dimensions, in order.</summary>
    public static IReadOnlyList<string> Dimensions => Known;

    /// <summary>Whether a value can be written in a point.</summary>
    public static bool CanBeValue(string value) => value.AsSpan().IndexOfAny(",=;\n") < 0;

    /// <summary>The strata, each with the distinct values of its dimensions in the order of the text; false where the text has another form.</summary>
    public static bool TryParse(string text, [MaybeNullWhen(false)] out IReadOnlyList<IReadOnlyDictionary<string, string[]>> strata)
    {
        var parsed = new List<IReadOnlyDictionary<string, string[]>>();
        strata = parsed;
        foreach (var line in text.Split('\n'))
        {
            var stratum = new Dictionary<string, string[]>();
            foreach (var point in line.Split(';'))
            {
                if (point.Split('=') is not [var dimension, var values] || !Known.Contains(dimension))
                    return false;
                stratum[dimension] = [.. values.Split(',').Distinct()];
            }
            parsed.Add(stratum);
        }
        return true;
    }
}
