namespace Azul.Search.Elasticsearch.State;

/// <summary>Leases as documents. Their times are those of the processes, whose clocks must not differ by more than a small part of a lease's duration.</summary>
internal sealed class ElasticsearchLeases(StateDocuments state, TimeProvider time) : ILeases
{
    public async Task<bool> TryTakeAsync(string name, string holder, TimeSpan duration, CancellationToken cancellation)
    {
        var id = $"lease/{name}";
        var found = await state.ReadAsync<Lease>(id, cancellation);
        var now = time.GetUtcNow();
        if (found is { } held && held.Document.Holder != holder && held.Document.Until > now)
            return false;
        // Whoever was faster has it.
        return await state.TryWriteAsync(id, new Lease(holder, now + duration), found?.Version, cancellation);
    }

    private sealed record Lease(string Holder, DateTimeOffset Until);
}
