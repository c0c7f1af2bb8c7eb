namespace Azul.Indexer.Queues;

/// <summary>A message to be sent.</summary>
/// <param name="Body">JSON.</param>
/// <param name="Group">The group, for queues that have groups; null for the others.</param>
public sealed record OutgoingMessage(string Body, string? Group = null);
