namespace Azul.Plugins.Repositories;

/// <summary>The specification of a source: a name that only its repository understands, and the prefix of the bundles that are indexed (<c>spec/indexer.md</c> §6.2).</summary>
/// <param name="Name">Everything before the last colon.</param>
/// <param name="Prefix">What follows it; null where nothing does.</param>
public sealed record SourceSpec(string Name, SourcePrefix? Prefix)
{
    /// <summary>Parses <c>name:[prefix]</c>.</summary>
    /// <exception cref="FormatException">The text is no specification.</exception>
    public static SourceSpec Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0)
            throw new FormatException($"Invalid source specification '{text}': expected 'NAME:' or 'NAME:COMMON/PARTITION'");
        var prefix = text[(colon + 1)..];
        return new(text[..colon], prefix.Length == 0 ? null : SourcePrefix.Parse(prefix));
    }

    /// <summary>Parses <c>name:[prefix]</c>; null where the text is no specification.</summary>
    public static SourceSpec? TryParse(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether the other specification means the same bundles: the same name, and the same prefix unless this one has none.</summary>
    public bool Covers(SourceSpec other) => Name == other.Name && (Prefix is null || Prefix == other.Prefix);

    public override string ToString() => $"{Name}:{Prefix}";
}
