using Azul.Indexer.Messages;
using Azul.Indexer.Queues;

namespace Azul.Indexer.Aggregating;

/// <summary>An entity and the messages of a batch that ask for its aggregation.</summary>
/// <param name="Tally">The sum of their tallies.</param>
/// <param name="Messages">The messages.</param>
internal sealed record TalliedEntity(Tally Tally, IReadOnlyList<QueuedMessage> Messages)
{
    /// <summary>Whether tallies of other entities wait while these messages are in flight.</summary>
    public bool SharesGroup => Messages.Any(m => m.SharesGroup);
}
