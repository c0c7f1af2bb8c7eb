using System.Text.Json;
using Azul.Indexer.Commands;
using Azul.Indexer.Queues;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Azul.Tests.Indexer.Commands;

/// <summary>Somebody who runs commands on a data folder with a catalog of generated bundles.</summary>
internal sealed class Operator : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private string? configuration;

    // The start stops where a source's folder is not there.
    public Operator() => Directory.CreateDirectory(Area);

    public const string Catalog = GeneratedCatalog.Name;

    public string Folder => folder.Path;

    public string Area => Path.Combine(folder.Path, "area");

    /// <summary>The configuration file; by default of one source, <c>generated:</c>, in the folder <see cref="Area"/>.</summary>
    public string Configuration
    {
        get => configuration ??= GeneratedCatalog.Configure(folder.Path, Area);
        set => configuration = value;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Writes another configuration of the catalog.</summary>
    public void Configure(string dataFolder, object catalog, string? queue = null, object? sqs = null)
    {
        Configuration = Path.Combine(folder.Path, $"{Guid.NewGuid():n}.json");
        var azul = new Dictionary<string, object> { ["DataFolder"] = Path.Combine(folder.Path, dataFolder, "data"), ["Catalogs"] = new[] { catalog } };
        if (queue is not null)
            azul["Queue"] = queue;
        if (sqs is not null)
            azul["Sqs"] = sqs;
        File.WriteAllText(Configuration, JsonSerializer.Serialize(new { Azul = azul }));
    }

    /// <summary>Has the queues be those of a server of SQS, under names of their own. They are not created.</summary>
    public void ConfigureSqs(ElasticMq server)
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "x");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "y");
        Configure("sqs", new { Name = Catalog, Atlas = "hca", Metadata = "hca", Repository = "staging", Sources = new[] { new { Spec = "generated:", Folder = Area } } },
            "Sqs", new { Prefix = "t" + Guid.NewGuid().ToString("n")[..12], server.Endpoint });
    }

    public Task GenerateAsync(int bundles) => GeneratedCatalog.GenerateAsync(Area, bundles, Cancellation);

    public Task IndexAsync() => GeneratedCatalog.IndexAsync(Configuration, Cancellation);

    /// <summary>Runs a command.</summary>
    public Task<CommandResult> RunAsync(params string[] arguments) => RunAsync(arguments, null, null, Cancellation);

    /// <summary>Runs a command whose question is answered.</summary>
    public Task<CommandResult> AnswerAsync(string answer, params string[] arguments) => RunAsync(arguments, answer, null, Cancellation);

    /// <summary>Runs a command that may be stopped.</summary>
    public Task<CommandResult> RunAsync(string[] arguments, TextWriter? output, CancellationToken stop) => RunAsync(arguments, null, output, stop);

    /// <summary>Does something with the queues.</summary>
    public async Task<T> WithQueuesAsync<T>(Func<IWorkQueues, Task<T>> work)
    {
        using var host = await GeneratedCatalog.OpenAsync(Configuration, workers: false, Cancellation);
        var result = await work(host.Services.GetRequiredService<IWorkQueues>());
        await host.StopAsync(Cancellation);
        return result;
    }

    public Task SendAsync(WorkQueue queue, params IEnumerable<OutgoingMessage> messages) => WithQueuesAsync(q => q.SendAsync(queue, [.. messages], Cancellation));

    public async Task<QueueCounts> CountAsync(WorkQueue queue) => (await WithQueuesAsync(q => q.CountAsync(Cancellation)))[queue];

    /// <summary>Changes the index behind the program's back.</summary>
    public void Damage(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "data", "catalogs", Catalog, "1.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }

    public void Dispose() => folder.Dispose();

    private async Task<CommandResult> RunAsync(string[] arguments, string? answer, TextWriter? output, CancellationToken stop)
    {
        using var own = new StringWriter();
        using var error = new StringWriter();
        using var input = new StringReader(answer ?? "");
        var status = await CommandLine.RunAsync([.. arguments, "--config", Configuration], output ?? own, error, input, stop);
        return new(status, own.ToString(), error.ToString());
    }
}
