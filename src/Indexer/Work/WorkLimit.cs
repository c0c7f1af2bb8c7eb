namespace Azul.Indexer.Work;

/// <summary>How much is worked on at a time in this process, whichever queue it came from.</summary>
internal sealed class WorkLimit(IndexerOptions options) : IDisposable
{
    private readonly SemaphoreSlim places = new(options.Concurrency, options.Concurrency);

    /// <summary>Waits for a place, which the returned object gives back.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        await places.WaitAsync(cancellation);
        return new Place(places);
    }

    public void Dispose() => places.Dispose();

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        private SemaphoreSlim? held = places;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
