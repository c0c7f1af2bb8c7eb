using Azul.Indexer.Queues;
using Azul.Plugins.Documents;

namespace Azul.Gateway.Rest.Health;

/// <summary>Whether the other program, the indexer, can work: it needs the queues and nothing else of this one.</summary>
internal sealed class IndexerHealth(IWorkQueues queues) : IHealthAspect
{
    public string Key => "other_lambdas";

    public bool IsFast => false;

    public async Task<Entity> CheckAsync(CancellationToken cancellation)
    {
        _ = await queues.IsEnabledAsync(cancellation);
        return new(("indexer", new Entity(("up", true))), ("up", true));
    }
}
