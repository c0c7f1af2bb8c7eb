using System.Text.Json;
using Azul.Indexer;
using Azul.Indexer.Generate;
using Azul.Indexer.Hosting;
using Azul.Indexer.Queues;
using Azul.Indexer.Reindexing;
using Azul.Search;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Azul.Tests.Indexer.Support;

/// <summary>A catalog of generated bundles with a configuration file for it, as an operator would set it up.</summary>
internal static class GeneratedCatalog
{
    public const string Name = "generated";

    public static Task GenerateAsync(string area, int bundles, CancellationToken cancellation) =>
        new StagingAreaGenerator(new() { Folder = area, Bundles = bundles }).GenerateAsync(null, cancellation);

    /// <summary>Writes a configuration file into a folder, whose subfolder <c>data</c> holds the data, and returns its path.</summary>
    public static string Configure(string folder, string area, Dictionary<string, object>? settings = null) => Configure(
        folder,
        new Dictionary<string, object> { ["Name"] = Name, ["Atlas"] = "hca", ["Metadata"] = "hca", ["Repository"] = "staging", ["Sources"] = new[] { new { Spec = "generated:", Folder = area } } },
        settings);

    /// <summary>The same for another catalog, given by its settings.</summary>
    public static string Configure(string folder, Dictionary<string, object> catalog, Dictionary<string, object>? settings = null)
    {
        var azul = new Dictionary<string, object>(settings ?? [])
        {
            ["DataFolder"] = Path.Combine(folder, "data"),
            ["Catalogs"] = new[] { catalog },
        };
        var file = Path.Combine(folder, "settings.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new { Azul = azul }));
        return file;
    }

    /// <summary>The services on a configuration, without workers unless they are wanted.</summary>
    public static async Task<IHost> OpenAsync(string configuration, bool workers, CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { ContentRootPath = Path.GetDirectoryName(configuration) });
        builder.Configuration.AddJsonFile(configuration);
        builder.AddCatalogsAndIndex();
        var azul = builder.Configuration.GetSection(AzulConfiguration.Section);
        _ = workers ? builder.Services.AddIndexer(azul) : builder.Services.AddWorkQueues(azul);
        var host = builder.Build();
        await host.Services.GetRequiredService<IWorkQueues>().OpenAsync(cancellation);
        await host.Services.GetRequiredService<IDocumentStore>().OpenAsync(cancellation);
        await host.StartAsync(cancellation);
        return host;
    }

    /// <summary>Indexes everything in this process.</summary>
    public static async Task IndexAsync(string configuration, CancellationToken cancellation)
    {
        using var host = await OpenAsync(configuration, workers: true, cancellation);
        var reindexing = host.Services.GetRequiredService<IReindexing>();
        await reindexing.EnqueueAsync(new(), cancellation);
        Assert.Equal(0, (await reindexing.WaitAsync(null, cancellation)).Failed);
        await host.StopAsync(cancellation);
    }

    /// <summary>Every aggregate of the index as its native JSON, by type and id.</summary>
    public static SortedDictionary<string, string> AggregatesIn(string folder)
    {
        var file = Path.Combine(folder, "data", "catalogs", Name, "1.db");
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT entity_type || '/' || entity_id, CAST(native AS TEXT) FROM aggregates WHERE native IS NOT NULL";
        using var rows = command.ExecuteReader();
        var aggregates = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (rows.Read())
            aggregates.Add(rows.GetString(0), rows.GetString(1));
        return aggregates;
    }
}
