using System.Diagnostics.CodeAnalysis;
using Azul.Plugins.Documents;

namespace Azul.Plugins.Hca.Contributions;

/// <summary>The strata that a matrix covers (<see cref="StrataText"/>), in the dimensions that HCA knows.</summary>
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

    /// <summary>The strata, each with the distinct values of its dimensions in the order of the text; false where the text has another form or a dimension is unknown.</summary>
    public static bool TryParse(string text, [MaybeNullWhen(false)] out IReadOnlyList<IReadOnlyDictionary<string, string[]>> strata) =>
        StrataText.TryParse(text, out strata) && strata.All(s => s.Keys.All(Known.Contains));
}
