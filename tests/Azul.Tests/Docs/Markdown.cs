using System.Text.RegularExpressions;
using Azul.Tests.Support;

namespace Azul.Tests.Docs;

/// <summary>The code blocks of a document at the root.</summary>
internal static partial class Markdown
{
    /// <summary>The blocks, in order: language and text.</summary>
    public static IReadOnlyList<(string Language, string Text)> Blocks(string file) =>
    [
        .. Fence().Matches(File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, file))).Select(m => (m.Groups[1].Value, m.Groups[2].Value)),
    ];

    [GeneratedRegex("^```([a-z]+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
