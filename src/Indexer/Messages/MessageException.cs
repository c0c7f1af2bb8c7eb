namespace Azul.Indexer.Messages;

/// <summary>A message cannot be understood, and never will be.</summary>
public sealed class MessageException(string code, string message, Exception? inner = null) : Exception($"{code}: {message}", inner)
{
    /// <summary>A stable code in capitals.</summary>
    public string Code { get; } = code;

    internal static MessageException Invalid(string message, Exception? inner = null) => new("MESSAGE_INVALID", message, inner);
}
