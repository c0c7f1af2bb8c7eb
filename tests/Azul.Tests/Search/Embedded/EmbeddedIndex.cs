using Azul.Plugins.Catalogs;
using Azul.Search.Embedded;
using Azul.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Azul.Tests.Search.Embedded;

/// <summary>The embedded index, as the contract suites run on it.</summary>
internal static class EmbeddedIndex
{
    /// <summary>One in a folder of its own.</summary>
    public static async Task<IndexUnderTest> OpenAsync(CatalogList catalogs)
    {
        var folder = new TemporaryFolder();
        var index = await OpenAsync(catalogs, new() { DataFolder = folder.Path });
        return index with
        {
            Close = async () =>
            {
                await index.Close();
                folder.Dispose();
            },
        };
    }

    /// <param name="catalogs">Its catalogs.</param>
    /// <param name="options">Where it is.</param>
    /// <param name="time">Its clock; that of the system unless given.</param>
    public static Task<IndexUnderTest> OpenAsync(CatalogList catalogs, EmbeddedIndexOptions options, TimeProvider? time = null) =>
        IndexUnderTest.OpenAsync(Services(catalogs, options, time ?? TimeProvider.System), () => Task.CompletedTask);

    private static ServiceProvider Services(CatalogList catalogs, EmbeddedIndexOptions options, TimeProvider time) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(catalogs)
        .AddSingleton(time)
        .AddEmbeddedIndex(options)
        .BuildServiceProvider();
}
