using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;

namespace Azul.Indexer.Reindexing;

/// <summary>Puts work into the queues and tells how much of it is left. Safe for concurrent use; whichever processes run the workers.</summary>
public interface IReindexing
{
    /// <summary>Queues what has all selected bundles indexed (<c>spec/indexer.md</c> §7.2).</summary>
    /// <returns>How many parts of sources were queued.</returns>
    /// <exception cref="ReindexingException">The selection names what does not exist, or selects nothing.</exception>
    /// <exception cref="RepositoryException">A source cannot be found or read.</exception>
    Task<int> EnqueueAsync(ReindexSelection selection, CancellationToken cancellation);

    /// <summary>Queues a notification for each bundle.</summary>
    Task NotifyAsync(Catalog catalog, IReadOnlyList<SourcedBundle> bundles, bool deleted, CancellationToken cancellation);

    /// <summary>How much is left to be done now.</summary>
    Task<IndexingProgress> GetProgressAsync(CancellationToken cancellation);

    /// <summary>Waits until nothing is left to be done.</summary>
    /// <param name="progress">Told about twice a second how it goes.</param>
    /// <param name="cancellation">Ends the wait; the work goes on.</param>
    Task<IndexingProgress> WaitAsync(IProgress<IndexingProgress>? progress, CancellationToken cancellation);
}
