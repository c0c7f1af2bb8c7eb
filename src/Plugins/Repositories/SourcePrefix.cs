using System.Globalization;

namespace Azul.Plugins.Repositories;

/// <summary>Which bundles of a source are indexed, and in how many parts they are listed (<c>spec/indexer.md</c> §6.2).</summary>
/// <param name="Common">Hexadecimal digits that the UUIDs of all bundles start with.</param>
/// <param name="Partition">How many further digits tell the parts apart.</param>
public sealed record SourcePrefix(string Common, int Partition)
{
    private const int MaxLength = 8;

    /// <summary>Parses <c>common/partition</c>.</summary>
    /// <exception cref="FormatException">The text is no prefix.</exception>
    public static SourcePrefix Parse(string text)
    {
        var slash = text.IndexOf('/');
        if (slash < 0)
            throw new FormatException($"Missing partition prefix length in '{text}': expected 'COMMON/PARTITION', such as '/0' or '42/1'");
        if (slash == text.Length - 1)
            throw new FormatException($"The prefix '{text}' must not end in a slash: expected 'COMMON/PARTITION', such as '{text}0'");
        var common = text[..slash];
        // The first hyphen of a UUID comes after eight digits, so no valid prefix of this length holds one.
        if (!common.All(char.IsAsciiHexDigitLower))
            throw new FormatException($"The common prefix '{common}' in '{text}' is not a valid UUID prefix: it must be made of lower-case hexadecimal digits");
        if (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var partition) || (text[slash + 1] == '0' && text.Length > slash + 2))
            throw new FormatException($"The partition prefix length in '{text}' is not a plain decimal number");
        return common.Length + (long)partition <= MaxLength
            ? new(common, partition)
            : throw new FormatException($"The prefix '{text}' is too long: common prefix and partition have {MaxLength} digits at most");
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
    public IEnumerable<string> Parts()
    {
        if (Partition == 0)
        {
            yield return Common;
            yield break;
        }
        var format = "x" + Partition.ToString(CultureInfo.InvariantCulture);
        for (var part = 0L; part < 1L << (4 * Partition); part++)
            yield return Common + part.ToString(format, CultureInfo.InvariantCulture);
    }

    public override string ToString() => $"{Common}/{Partition}";
}
