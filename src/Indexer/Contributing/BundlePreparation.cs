using Azul.Indexer.Messages;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;

namespace Azul.Indexer.Contributing;

/// <summary>Fetches a bundle and transforms it (<c>spec/indexer.md</c> §1.6).</summary>
internal static class BundlePreparation
{
    /// <summary>
    /// The partitions that the notification must be divided into before it can be worked on, and a transformation of the bundle. No partitions where it is small enough.
    /// </summary>
    public static async Task<(IBundleTransformation Transformation, IReadOnlyList<BundlePartition> Partitions)> FetchAsync(
        Catalog catalog, BundleNotification notification, CancellationToken cancellation)
    {
        var bundle = await catalog.Repository.FetchAsync(notification.Bundle, cancellation);
        var transformation = catalog.Metadata.Transform(bundle);
        var divisions = (transformation.Estimate(notification.Partition) + BundlePartition.MaxSize - 1) / BundlePartition.MaxSize;
        return (transformation, divisions > 1 && notification.Partition.PrefixLength < 32 ? [.. notification.Partition.Divide(divisions)] : []);
    }

    public static IReadOnlyList<StoredContribution> Contributions(IBundleTransformation transformation, BundleNotification notification)
    {
        var writer = new ContentsWriter();
        return [.. transformation.Contributions(notification.Partition, notification.Deleted).Select(c => StoredContribution.Of(c, writer) with { ListedAt = notification.ListedAt })];
    }

    public static IReadOnlyList<Replica> Replicas(IBundleTransformation transformation, BundleNotification notification, bool enabled) =>
        enabled && !notification.Deleted ? [.. transformation.Replicas(notification.Partition)] : [];
}
