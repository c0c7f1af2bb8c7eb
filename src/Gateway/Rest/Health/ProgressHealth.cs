using Azul.Indexer.Reindexing;
using Azul.Plugins.Documents;

namespace Azul.Gateway.Rest.Health;

/// <summary>How much indexing there is left to do, and how fast that is done. It is no fault if there is much, so this aspect is always well.</summary>
internal sealed class ProgressHealth(IndexingRate rate) : IHealthAspect
{
    public string Key => "progress";

    public bool IsFast => false;

    public async Task<Entity> CheckAsync(CancellationToken cancellation)
    {
        var progress = await rate.MeasureAsync(cancellation);
        return new(
            ("up", true),
            ("unindexed_bundles", progress.Bundles),
            ("unindexed_documents", progress.Documents),
            ("failed", progress.Failed),
            ("bundles_per_second", Math.Round(progress.BundlesPerSecond, 1)),
            ("documents_per_second", Math.Round(progress.DocumentsPerSecond, 1)));
    }
}
