using System.Text.RegularExpressions;

namespace Azul.Plugins.Repositories.Tdr.Drs;

/// <summary>A URI of the Data Repository Service (GA4GH DRS 1.4, appendix on DRS URIs): with a host and the object's id there, or compact, with a prefix that a registry resolves.</summary>
/// <param name="Host">The host; of a compact URI the prefix.</param>
/// <param name="ObjectId">The id of the object; of a compact URI the accession.</param>
/// <param name="IsCompact">Whether the URI is compact.</param>
internal sealed partial record DrsUri(string Host, string ObjectId, bool IsCompact)
{
    /// <exception cref="FormatException">The text is no DRS URI.</exception>
    public static DrsUri Parse(string text)
    {
        if (Regular().Match(text) is { Success: true } regular)
            return new(regular.Groups[1].Value, regular.Groups[2].Value, false);
        return Compact().Match(text) is { Success: true } compact
            ? new(compact.Groups[1].Value, compact.Groups[2].Value, true)
            : throw new FormatException($"'{text}' is not a DRS URI");
    }

    [GeneratedRegex(@"^drs://([A-Za-z0-9._-]+(?::[0-9]+)?)/([^\s/?#]+)\z")]
    private static partial Regex Regular();

    [GeneratedRegex(@"^drs://([A-Za-z0-9._]+):([^\s/?#]+)\z")]
    private static partial Regex Compact();
}
