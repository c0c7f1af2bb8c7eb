using Azul.Indexer.Messages;
using Azul.Indexer.Queues;
using Azul.Plugins.Documents;

namespace Azul.Indexer.Contributing;

/// <summary>What a bundle, or a partition of one, contributes, ready to be written.</summary>
/// <param name="Notification">What asked for it.</param>
/// <param name="Messages">The messages that did: several where a notification was sent or delivered more than once.</param>
/// <param name="Contributions">The contributions.</param>
/// <param name="Replicas">The replicas; none for a deletion, for replicas are never removed.</param>
internal sealed record PreparedBundle(
    BundleNotification Notification,
    IReadOnlyList<QueuedMessage> Messages,
    IReadOnlyList<StoredContribution> Contributions,
    IReadOnlyList<Replica> Replicas)
{
    /// <summary>About how many bytes it holds.</summary>
    public long Size { get; } = Contributions.Sum(c => 256L + c.Contents.Length) + Replicas.Sum(r => 256L + r.Contents.Length);
}
