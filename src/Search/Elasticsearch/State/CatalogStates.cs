using Azul.Plugins.Catalogs;
using Azul.Search.Elasticsearch.Documents;
using Azul.Search.Elasticsearch.Indices;

namespace Azul.Search.Elasticsearch.State;

/// <summary>
/// Reads and changes what is known of a catalog's generations. Which one is live the aliases say: a switch moves them first, and whoever finds that the state does not say so yet brings it up to date.
/// </summary>
internal sealed class CatalogStates(StateDocuments documents, CatalogIndices indices, TimeProvider time)
{
    // More often than any crowd of processes collides.
    private const int MostAttempts = 100;

    /// <summary>Makes what a catalog lacks: its first generation, or the state of generations that are there.</summary>
    public async Task PrepareAsync(Catalog catalog, CancellationToken cancellation)
    {
        var state = (await documents.ReadAsync<CatalogState>(IdOf(catalog.Name), cancellation))?.Document;
        var live = await indices.LiveAsync(catalog.Name, cancellation);
        if (state is { Generations: [] } && live is null)
            await BeginAnewAsync(catalog, state.Next, cancellation);
        else if (live is null)
            await indices.CreateAsync(catalog, state?.Live?.Number ?? 1, isLive: true, cancellation);
        if (state is null)
            await documents.TryWriteAsync(IdOf(catalog.Name), await FoundAsync(catalog.Name, live ?? 1, cancellation), null, cancellation);
    }

    /// <summary>The state as it is now.</summary>
    /// <remarks>It has no generations where the index was deleted and none was made since.</remarks>
    /// <exception cref="StoreException"><c>NO_INDEX</c>: the catalog has none, and nobody knows why.</exception>
    public async Task<CatalogState> ReadAsync(string catalog, CancellationToken cancellation) => (await ReadVersionAsync(catalog, cancellation)).State;

    /// <summary>The state as it was written last, whatever the aliases say; null where there is none.</summary>
    public async Task<CatalogState?> FindAsync(string catalog, CancellationToken cancellation) => (await documents.ReadAsync<CatalogState>(IdOf(catalog), cancellation))?.Document;

    /// <summary>Notes that the catalog has no generations any more. Their numbers are not used again, or messages of an old one could reach a new one.</summary>
    public async Task ForgetAsync(string catalog, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await documents.ReadAsync<CatalogState>(IdOf(catalog), cancellation) is not { Document.Generations.Count: > 0 } read
                || await documents.TryWriteAsync(IdOf(catalog), read.Document with { Generations = [] }, read.Version, cancellation))
                return;
        }
        throw Busy(catalog);
    }

    /// <summary>Changes the state in one step, whoever else changes it.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="change">The change of a state, done again where the state has changed meanwhile.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The state as it was changed.</returns>
    public async Task<CatalogState> ChangeAsync(string catalog, Func<CatalogState, CatalogState> change, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var (state, version) = await ReadVersionAsync(catalog, cancellation);
            var changed = change(state);
            if (ReferenceEquals(changed, state) || await documents.TryWriteAsync(IdOf(catalog), changed, version, cancellation))
                return changed;
        }
        throw Busy(catalog);
    }

    private async Task<(CatalogState State, DocumentVersion Version)> ReadVersionAsync(string catalog, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var found = await documents.ReadAsync<CatalogState>(IdOf(catalog), cancellation);
            // In this order: an alias that is read later is not older than the state.
            var live = await indices.LiveAsync(catalog, cancellation);
            if (found is { Document.Generations: [] } deleted && live is null)
                return deleted;
            if (found is not { } read || live is not { } number)
                throw IndexFaults.Missing(catalog);
            if (read.Document.Live?.Number == number)
                return read;
            await documents.TryWriteAsync(IdOf(catalog), read.Document.WithLive(number, time.GetUtcNow()), read.Version, cancellation);
        }
        throw Busy(catalog);
    }

    // Should several do so at the same time, they make the same indices.
    private async Task BeginAnewAsync(Catalog catalog, long number, CancellationToken cancellation)
    {
        await indices.CreateAsync(catalog, number, isLive: true, cancellation);
        await ReadVersionAsync(catalog.Name, cancellation);
    }

    // Of generations that nothing is known of, the live one is kept and the others are as good as abandoned.
    private async Task<CatalogState> FoundAsync(string catalog, long live, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var numbers = (await indices.FindAsync(catalog, cancellation)).Keys.Append(live).Distinct().Order().ToArray();
        return new(
            numbers[^1] + 1,
            [.. numbers.Select(n => n == live ? new Generation(n, GenerationState.Live, now) : new Generation(n, GenerationState.Abandoned, now, "its state was lost"))]);
    }

    private static string IdOf(string catalog) => $"catalog/{catalog}";

    private static StoreException Busy(string catalog) => new("STORE_BUSY", $"The generations of {catalog} are changed by others all the time; try again later");
}
