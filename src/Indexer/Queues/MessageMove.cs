namespace Azul.Indexer.Queues;

/// <summary>A received message that goes to another queue.</summary>
/// <param name="Message">The message as it was received.</param>
/// <param name="Reason">Why, kept with the message; null keeps the reason that it has.</param>
/// <param name="Delay">How long it stays invisible there. Amazon SQS has no such delay in queues with groups and ignores it there.</param>
public sealed record MessageMove(QueuedMessage Message, string? Reason, TimeSpan Delay = default);
