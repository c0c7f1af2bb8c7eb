using Azul.Plugins.Documents;
using Azul.Search;

namespace Azul.Gateway.Rest.Health;

/// <summary>Whether the index can be read and written, whatever holds it: the key is what clients know.</summary>
internal sealed class StoreHealth(IDocumentStore store) : IHealthAspect
{
    public string Key => "elasticsearch";

    public bool IsFast => true;

    public async Task<Entity> CheckAsync(CancellationToken cancellation) =>
        await store.CheckAsync(cancellation) is { } error ? new(("up", false), ("error", error)) : new(("up", true));
}
