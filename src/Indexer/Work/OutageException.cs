namespace Azul.Indexer.Work;

/// <summary>The store or the queues cannot be used for now. No message is to blame for it, so none is counted as failed.</summary>
internal sealed class OutageException(Exception cause) : Exception(cause.Message, cause);
