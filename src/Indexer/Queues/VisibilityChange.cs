namespace Azul.Indexer.Queues;

/// <summary>A received message whose invisibility ends at another time.</summary>
/// <param name="Message">The message as it was received.</param>
/// <param name="Visibility">How long it stays invisible from now on; zero releases it.</param>
public sealed record VisibilityChange(QueuedMessage Message, TimeSpan Visibility);
