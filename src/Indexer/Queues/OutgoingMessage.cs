namespace Azul.Indexer.Queues;

/// <summary>A message to be sent.</summary>
/// <param name="Body">JSON.</param>
/// <param name="Group">The group, for queues that have groups; null for the others.</param>
/// <param name="Tag">What it is part of, so that what is left of that can be counted (<see cref="IWorkQueues.CountAsync(string, CancellationToken)"/>); null where nobody asks.</param>
public sealed record OutgoingMessage(string Body, string? Group = null, string? Tag = null)
{
    /// <summary>Whether the group must be its own even where groups are shared, so that nothing else waits while it is in flight.</summary>
    public bool IsApart { get; init; }
}
