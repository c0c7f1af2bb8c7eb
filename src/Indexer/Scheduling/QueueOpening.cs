using Azul.Indexer.Queues;
using Azul.Search;

namespace Azul.Indexer.Scheduling;

/// <summary>Makes queues and store ready before any work begins, and stops the start, clearly, where they cannot be.</summary>
internal sealed class QueueOpening(IWorkQueues queues, IDocumentStore store) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await queues.OpenAsync(cancellationToken);
        await store.OpenAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
