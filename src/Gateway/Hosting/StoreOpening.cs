using Azul.Search;

namespace Azul.Gateway.Hosting;

/// <summary>Makes the store ready before the first request, and stops the start, clearly, where it cannot be. Queues are looked at when something asks for them: answers do without.</summary>
internal sealed class StoreOpening(IDocumentStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => store.OpenAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
