namespace Azul.GraphSchema.Naming;

/// <summary>How the names of documents and REST become those of GraphQL.</summary>
internal static class GraphNames
{
    /// <summary><c>file_format</c> and <c>content-type</c> become <c>fileFormat</c> and <c>contentType</c>; a name in camel case stays as it is.</summary>
    public static string Camel(string name)
    {
        var words = name.Split(['_', '-', ' ', '.'], StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select((word, i) => i == 0 ? Lower(word) : Upper(word)));
    }

    public static string Pascal(string name) => Upper(Camel(name));

    /// <summary>A dotted name of REST as a path of GraphQL: <c>biosamples.anatomical_site</c> is <c>biosamples</c>, <c>anatomicalSite</c>.</summary>
    public static string[] Path(string restName) => [.. restName.Split('.').Select(Camel)];

    /// <summary>The singular of an English plural: <c>accessions</c>, <c>summaries</c>. Words like <c>atlas</c> or <c>status</c> are no plurals.</summary>
    public static string Singular(string plural) => plural switch
    {
        [.. var stem, 'i', 'e', 's'] => stem + "y",
        [.., 's' or 'u' or 'i' or 'a', 's'] => plural,
        [.. var stem, 's'] => stem,
        _ => plural,
    };

    private static string Lower(string word) => char.ToLowerInvariant(word[0]) + word[1..];

    private static string Upper(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
