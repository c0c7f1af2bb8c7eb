using Azul.Plugins.Documents;

namespace Azul.Plugins.Repositories.Canned;

/// <summary>A file of a bundle.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">The kind of the bundle, or null where nothing tells it.</param>
/// <param name="Bundle">The version of the bundle, or null where nothing tells it.</param>
/// <param name="Source">The source that the file names, or null where it is too broken for that.</param>
/// <param name="TableName">The table that the bundle was made from, if any.</param>
internal sealed record CannedFile(string Name, string? Kind, BundleFqid? Bundle, SourceRef? Source, string? TableName)
{
    /// <summary>The form of names that tell what a broken file should have held.</summary>
    public const string Form = "{uuid}.{version}.{kind}.json";

    /// <summary>Whether the bundle is one of the DSS, whose files have DRS URIs by rule (<c>spec/indexer.md</c> §6.4).</summary>
    public bool IsDss => Name.EndsWith(".dss.json", StringComparison.Ordinal);

    /// <summary>What the name alone tells.</summary>
    public static CannedFile FromName(string name) => name.Split('.') is [var uuid, .. { Length: > 0 } version, var kind, "json"] && Guid.TryParseExact(uuid, "D", out _)
        ? new(name, KindOf(kind), new BundleFqid(uuid, string.Join('.', version)), null, null)
        : new(name, null, null, null, null);

    private static string? KindOf(string flavour) => flavour switch
    {
        "hca" or "dss" or "tdr_hca" => "hca",
        "anvil" or "tdr_anvil" => "anvil",
        _ => null,
    };
}
