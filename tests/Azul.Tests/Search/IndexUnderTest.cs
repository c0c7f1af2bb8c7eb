using Azul.Search;
using Microsoft.Extensions.DependencyInjection;

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
    /// <summary>The index that services make up, opened.</summary>
    /// <param name="services">The services, which go with the index.</param>
    /// <param name="settle">See <see cref="Settle"/>.</param>
    internal static async Task<IndexUnderTest> OpenAsync(ServiceProvider services, Func<Task> settle)
    {
        var store = services.GetRequiredService<IDocumentStore>();
        try
        {
            await store.OpenAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
        return new(
            store,
            services.GetRequiredService<IGenerations>(),
            services.GetRequiredService<ILeases>(),
            services.GetRequiredService<IIndexMaintenance>(),
            services.GetRequiredService<IEntitySearch>(),
            settle,
            services.DisposeAsync);
    }

    public ValueTask DisposeAsync() => Close();
}
