using Azul.Plugins.Documents;

namespace Azul.Indexer.Messages;

/// <summary>That a version of a bundle was added or deleted.</summary>
/// <param name="Catalog">The name of the catalog.</param>
/// <param name="Bundle">The version of the bundle and its source.</param>
/// <param name="Deleted">Whether it was deleted.</param>
/// <param name="Partition">The part of its entities that is meant.</param>
/// <param name="TransactionId">For the eyes of operators only.</param>
public sealed record BundleNotification(string Catalog, SourcedBundle Bundle, bool Deleted, BundlePartition Partition = default, string? TransactionId = null)
    : IndexingMessage(Catalog)
{
    /// <summary>When the listing of the source began that shows it; null where somebody just said so.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>Whether a listing shows that the bundle is gone. Then there is nothing to fetch, and the index itself tells what the bundle contributed.</summary>
    public bool IsRemoval => Deleted && ListedAt is not null;
}
