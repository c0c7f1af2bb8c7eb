using Azul.Indexer.Messages;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Plugins.Repositories;

namespace Azul.Indexer.Contributing;

/// <summary>Transforms a bundle (<c>spec/indexer.md</c> §1.6).</summary>
internal static class BundlePreparation
{
    /// <summary>A transformation of a bundle, and the partitions that its notification must be divided into before it can be worked on; none where it is small enough.</summary>
    public static (IBundleTransformation Transformation, IReadOnlyList<BundlePartition> Partitions) Transform(Catalog catalog, BundleNotification notification, Bundle bundle)
    {
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
