using Azul.Search;

namespace Azul.Tests.Search;

/// <summary>An index of an adapter that the contract suites run on.</summary>
/// <param name="Store">The write side, opened.</param>
/// <param name="Generations">The generations.</param>
/// <param name="Leases">The leases.</param>
/// <param name="Maintenance">What operators do to it.</param>
/// <param name="Search">The read side.</param>
/// <param name="Settle">Waits until what was written can be found, where the adapter needs time for it.</param>
/// <param name="Close">Puts the index away.</param>
public sealed record IndexUnderTest(
    IDocumentStore Store, IGenerations Generations, ILeases Leases, IIndexMaintenance Maintenance, IEntitySearch Search, Func<Task> Settle, Func<ValueTask> Close) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Close();
}
