namespace Azul.Plugins.Repositories.Tdr.Anvil;

/// <summary>The ids of bundles, which are made from those of rows so that the two never collide (<c>spec/indexer.md</c> §5.1).</summary>
internal static class AnvilBundleId
{
    /// <summary>The version of all bundles and entities.</summary>
    public const string Version = "2022-06-01T00:00:00.000000Z";

    // Where the version of a UUID is: 4 in rows, which no bundle has.
    private const int Position = 14;
    private const char OfRow = '4';
    private const char OfBundle = 'a';

    /// <summary>The id of the bundle that is made from a row; null where the id of the row is no random UUID.</summary>
    public static string? Of(string rowId) => Guid.TryParseExact(rowId, "D", out _) && rowId[Position] == OfRow ? With(rowId, OfBundle) : null;

    /// <summary>The id of the row that a bundle was made from; null where the id is no bundle's.</summary>
    public static string? RowOf(string bundleId) => Guid.TryParseExact(bundleId, "D", out _) && bundleId[Position] == OfBundle ? With(bundleId, OfRow) : null;

    /// <summary>What the ids of rows start with if those of their bundles start with a prefix.</summary>
    public static string RowPrefix(string prefix) => prefix.Length > Position && prefix[Position] == OfBundle ? With(prefix, OfRow) : prefix;

    private static string With(string id, char version) => $"{id[..Position]}{version}{id[(Position + 1)..]}";
}
