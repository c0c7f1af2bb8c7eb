namespace Azul.Indexer.Reindexing;

/// <summary>What is to be indexed cannot be meant.</summary>
public sealed class ReindexingException(string code, string message) : Exception($"{code}: {message}")
{
    /// <summary>A stable code in capitals.</summary>
    public string Code { get; } = code;
}
