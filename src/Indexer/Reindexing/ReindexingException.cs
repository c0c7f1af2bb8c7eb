namespace Azul.Indexer.Reindexing;

/// <summary>What is to be indexed cannot be meant.</summary>
public sealed class ReindexingException(string code, string message) : Exception($"{code}: {message}")
{
    /// <summary>A stable code in capitals.</summary>
    public string Code { get; } = code;

    /// <summary>Whether what was asked for can never be done, rather than not now.</summary>
    public bool IsRequestWrong => Code is "CATALOG_UNKNOWN" or "SOURCES_NONE" or "SOURCES_ALL" or "PREFIX_INVALID" or "PARTITION_INVALID" or "BUNDLE_INVALID" or "GENERATION_PARTIAL";
}
