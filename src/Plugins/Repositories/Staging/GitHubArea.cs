using System.Text.RegularExpressions;

namespace Azul.Plugins.Repositories.Staging;

/// <summary>Staging areas that are folders of a repository on GitHub (<c>spec/indexer.md</c> §6.5).</summary>
internal static partial class GitHubArea
{
    /// <summary>The URL under which the area's data files are downloaded, or null where the source is not on GitHub.</summary>
    public static string? DataUrl(string sourceName) => Name().Match(sourceName) is { Success: true } match
        ? $"{match.Groups["repository"].Value}/raw/{match.Groups["folder"].Value}/data"
        : null;

    [GeneratedRegex("^(?<repository>https://github\\.com/[^/]+/[^/]+)/tree/(?<folder>[^/]+(/[^/]+)*)/?$")]
    private static partial Regex Name();
}
