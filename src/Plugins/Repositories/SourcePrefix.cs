using System.Globalization;

namespace Azul.Plugins.Repositories;

/// <summary>Which bundles of a source are indexed, and in how many parts they are listed (<c>spec/indexer.md</c> §6.2).</summary>
/// <param name="Common">Hexadecimal digits that the UUIDs of all bundles start with.</param>
/// <param name="Partition">How many further digits tell the parts apart.</param>
public sealed record SourcePrefix(string Common, int Partition)
{
    /// <summary>Parses <c>common/partition</c>.</summary>
    /// <exception cref="FormatException">The text is no prefix.</exception>
    public static SourcePrefix Parse(string text)
    {
        var slash = text.IndexOf('/');
        if (slash < 0)
            throw new FormatException($"Missing partition prefix length in '{text}'");
        var common = text[..slash];
        if (!common.All(char.IsAsciiHexDigitLower))
            throw new FormatException($"The common prefix '{common}' in '{text}' is not made of lower-case hexadecimal digits");
        if (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var partition))
            throw new FormatException($"The partition prefix length in '{text}' is not a number");
        return common.Length + partition <= 8
            ? new(common, partition)
            : throw new FormatException($"The prefix '{text}' is too long: common prefix and partition have 8 digits at most");
    }

    /// <summary>The prefix for a source of that many bundles, of which none names a prefix: parts of about 8192 bundles.</summary>
    public static SourcePrefix For(long bundles)
    {
        var partition = 0;
        for (var size = 8192L; size < bundles; size *= 16)
            partition++;
        return new("", partition);
    }

    /// <summary>The prefixes of the parts, in order.</summary>
    public IEnumerable<string> Parts() => Partition == 0
        ? [Common]
        : Enumerable.Range(0, 1 << (4 * Partition)).Select(i => Common + i.ToString("x" + Partition, CultureInfo.InvariantCulture));

    public override string ToString() => $"{Common}/{Partition}";
}
