using System.Globalization;

namespace Azul.Plugins.Documents;

/// <summary>
/// A part of the 128-bit space of the ids of outer entities: those that start with the given bits. Bundles with very many entities are indexed in several partitions
/// (<c>spec/indexer.md</c> §1.7).
/// </summary>
/// <param name="PrefixLength">Number of leading bits, 0 to 32.</param>
/// <param name="Prefix">The value of these bits.</param>
public readonly record struct BundlePartition(int PrefixLength, uint Prefix)
{
    /// <summary>A partition with more entities than this is divided before it is indexed.</summary>
    public const int MaxSize = 256;

    /// <summary>The partition that holds every id.</summary>
    public static BundlePartition Root => default;

    /// <summary>Whether the id, a UUID, is in the partition. An id that is no UUID is in the first one.</summary>
    public bool Contains(string entityId) => PrefixLength == 0 || LeadingBits(entityId) >> (32 - PrefixLength) == Prefix;

    /// <summary>At least <paramref name="parts"/> partitions, a power of two, that make up this one.</summary>
    public IEnumerable<BundlePartition> Divide(int parts)
    {
        var bits = parts <= 1 ? 0 : 32 - int.LeadingZeroCount(parts - 1);
        var length = PrefixLength + bits;
        if (length > 32)
            throw new InvalidOperationException($"A bundle partition cannot have a prefix of {length} bits; 32 are the most");
        var first = bits == 32 ? 0 : Prefix << bits;
        for (var i = 0u; i < 1u << bits; i++)
            yield return new(length, first | i);
    }

    private static uint LeadingBits(string entityId) =>
        uint.TryParse(entityId.AsSpan(0, Math.Min(8, entityId.Length)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits) ? bits : 0;
}
