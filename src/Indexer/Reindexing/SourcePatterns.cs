using System.IO.Enumeration;

namespace Azul.Indexer.Reindexing;

/// <summary>Patterns with <c>*</c> and <c>?</c> for the specifications of sources.</summary>
internal sealed class SourcePatterns(IReadOnlyList<string> patterns)
{
    private readonly HashSet<string> used = [];

    /// <summary>The patterns that nothing has matched yet.</summary>
    public IReadOnlyList<string> Unused => [.. patterns.Where(p => !used.Contains(p))];

    /// <summary>Whether any of the patterns matches, or there are none.</summary>
    public bool Match(string spec)
    {
        string[] matching = [.. patterns.Where(p => FileSystemName.MatchesSimpleExpression(p, spec, ignoreCase: false))];
        used.UnionWith(matching);
        return patterns.Count == 0 || matching.Length > 0;
    }

    public override string ToString() => string.Join(", ", patterns);
}
