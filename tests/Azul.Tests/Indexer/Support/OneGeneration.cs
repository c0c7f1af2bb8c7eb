using Azul.Search;

namespace Azul.Tests.Indexer.Support;

/// <summary>Catalogs that have one generation, which is live, and get no other.</summary>
internal sealed class OneGeneration : IGenerations
{
    public Task<IReadOnlyList<Generation>> ListAsync(string catalog, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Generation>>([new(1, GenerationState.Live, DateTimeOffset.UnixEpoch)]);

    public Task<Generation> BeginAsync(string catalog, CancellationToken cancellation) => throw new NotSupportedException();

    public Task ConfirmAsync(string catalog, long number, CancellationToken cancellation) => throw new NotSupportedException();

    public Task ReportAsync(string catalog, long number, string? problem, CancellationToken cancellation) => throw new NotSupportedException();

    public Task SwitchAsync(string catalog, long number, CancellationToken cancellation) => throw new NotSupportedException();

    public Task AbandonAsync(string catalog, long number, string reason, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<Generation>> CleanUpAsync(string catalog, DateTimeOffset retiredBefore, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Generation>>([]);
}
