using System.Text;

namespace Azul.Indexer.Generate;

/// <summary>Names that nobody has, and prose that says nothing.</summary>
internal static class MadeUpText
{
    private static readonly string[] Starts =
    [
        "Al", "Bren", "Cor", "Dal", "El", "Fen", "Gar", "Hol", "Is", "Jor", "Kel", "Lor", "Mar", "Nor", "Or", "Per", "Quil", "Ros",
        "Sol", "Tar", "Ul", "Vel", "Wyn", "Zor",
    ];
    private static readonly string[] Middles = ["a", "an", "ar", "e", "el", "en", "i", "il", "o", "or", "u", "und"];
    private static readonly string[] Ends =
    [
        "bek", "dan", "dra", "gard", "kin", "lith", "mere", "neth", "quist", "ran", "sen", "thor", "vale", "vik", "wen", "zel",
    ];
    private static readonly string[] Institutes =
    [
        "University of {0}", "{0} Institute of Cell Biology", "{0} Medical Centre", "{0} Institute for Genomics",
        "Royal College of {0}",
    ];

    private static readonly string[] Subjects =
    [
        "The tissue", "Each sample", "The suspension", "Every library", "The second replicate", "The pooled material",
        "Each section", "The control group", "A subset of the nuclei",
        "The enriched fraction", "The remaining material", "Every aliquot",
    ];

    private static readonly string[] Verbs =
    [
        "was washed twice in cold buffer", "was kept on ice until further use", "was filtered through a mesh of 40 micrometres",
        "was counted in an automated counter",
        "was stained and inspected under the microscope", "was stored at minus eighty degrees",
        "was incubated at room temperature for ten minutes", "was spun at 300 g for five minutes",
        "was resuspended in fresh medium", "was compared with the reference material", "was recorded by two people independently",
        "was split into two equal parts",
    ];

    private static readonly string[] Circumstances =
    [
        "before any other step", "within four hours of collection", "as described for the pilot study", "in order to remove debris",
        "to keep batch effects small", "without further treatment",
        "until viability exceeded ninety per cent", "with gentle mixing", "after the donor's data had been removed", "at the same site",
    ];

    public static string Name(Draw draw) => draw.Pick(Starts) + (draw.Chance(0.4) ? draw.Pick(Middles) : "") + draw.Pick(Ends);

    public static string Institution(Draw draw) => string.Format(null, draw.Pick(Institutes), Name(draw));

    /// <summary>Whole sentences of at least that many characters together, all of them ASCII.</summary>
    public static string Prose(Draw draw, int length)
    {
        var text = new StringBuilder(length + 128);
        do
        {
            if (text.Length > 0)
                text.Append(' ');
            text.Append(draw.Pick(Subjects)).Append(' ').Append(draw.Pick(Verbs)).Append(' ').Append(draw.Pick(Circumstances)).Append('.');
        }
        while (text.Length < length);
        return text.ToString();
    }
}
