using Azul.Plugins.Documents;

namespace Azul.Indexer.Reconciling;

/// <summary>What reconciliation found out about a source.</summary>
/// <param name="Source">The source.</param>
/// <param name="Listed">How many bundles it lists.</param>
/// <param name="Added">How many of them the index lacked, whole or in part; they were queued.</param>
/// <param name="Removed">How many versions of bundles the index had that are gone; their deletion was queued.</param>
/// <param name="Problem">Why the source could not be listed in full. Nothing was queued then.</param>
internal sealed record SourceDifference(SourceRef Source, long Listed, long Added, long Removed, string? Problem = null);
