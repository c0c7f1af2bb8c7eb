namespace Azul.Indexer.Queues;

/// <summary>The queues cannot be opened or used.</summary>
public sealed class QueueException(string code, string message, Exception? inner = null) : Exception($"{code}: {message}", inner)
{
    /// <summary>A stable code in capitals.</summary>
    public string Code { get; } = code;
}
