namespace Azul.Search;

/// <summary>
/// The generations of each catalog: one is live, at most one is being built, others are kept for a while. Every step is atomic and durable, and other processes see it within a second. Safe for
/// concurrent use by any number of processes.
/// </summary>
/// <remarks>Every method throws a <see cref="StoreException"/> where there is no such catalog (<c>UNKNOWN_CATALOG</c>) or generation (<c>UNKNOWN_GENERATION</c>), or where the store cannot be used.</remarks>
public interface IGenerations
{
    /// <summary>The generations of a catalog by number, as they are now. One of them is live.</summary>
    Task<IReadOnlyList<Generation>> ListAsync(string catalog, CancellationToken cancellation);

    /// <summary>Begins an empty generation. From now on, what is written to the live one must be written to it too.</summary>
    /// <exception cref="StoreException"><c>GENERATION_BUILDING</c>: one is being built already.</exception>
    Task<Generation> BeginAsync(string catalog, CancellationToken cancellation);

    /// <summary>Notes that all that is to fill a generation was queued. Without that it never becomes live.</summary>
    /// <exception cref="StoreException"><c>GENERATION_STATE</c>: it is not being built.</exception>
    Task ConfirmAsync(string catalog, long number, CancellationToken cancellation);

    /// <summary>Notes why a generation that is being built cannot be switched to; null where that is over. One that is not being built stays as it is.</summary>
    Task ReportAsync(string catalog, long number, string? problem, CancellationToken cancellation);

    /// <summary>
    /// Makes a generation live in place of the one that is. Queries that have begun end on the old one, and cursors go on working. Switching to the live one is no error.
    /// </summary>
    /// <exception cref="StoreException"><c>GENERATION_STATE</c>: it is not confirmed, or was abandoned.</exception>
    Task SwitchAsync(string catalog, long number, CancellationToken cancellation);

    /// <summary>Gives up a generation that is being built. Giving it up again is no error.</summary>
    /// <exception cref="StoreException"><c>GENERATION_STATE</c>: it is or was live.</exception>
    Task AbandonAsync(string catalog, long number, string reason, CancellationToken cancellation);

    /// <summary>Removes generations that were abandoned, and those that were retired before a time.</summary>
    /// <returns>The generations that are gone now.</returns>
    Task<IReadOnlyList<Generation>> CleanUpAsync(string catalog, DateTimeOffset retiredBefore, CancellationToken cancellation);
}
