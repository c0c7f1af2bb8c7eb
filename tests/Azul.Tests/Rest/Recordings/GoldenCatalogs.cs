using Azul.Search.Embedded;
using Azul.Tests.Rest.Support;
using Azul.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Azul.Tests.Rest.Recordings;

/// <summary>The catalogs that the recordings were made on, behind two set-ups of access.</summary>
public class GoldenCatalogs : IAsyncLifetime
{
    private const string SourceOfMost = "42848d8f-ecdc-5b32-a667-a7b5aedfc9f5";

    private readonly string folder = Directory.CreateTempSubdirectory("azul-rest-").FullName;

    /// <summary>Everybody may access everything.</summary>
    internal RestServer Open { get; private set; } = null!;

    /// <summary>Anonymous callers may access one source of two.</summary>
    internal RestServer Limited { get; private set; } = null!;

    /// <summary>Like the first one, but the default catalog is <c>anvil</c>.</summary>
    internal RestServer AnvilFirst { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        var bundles = SharedFiles.Path("golden/bundles");
        var hca = Catalog("hca", "hca", bundles, ["*.dss.json"], []);
        var mixed = Catalog("mixed", "hca", bundles, ["*.dss.json", "4426adc5-*"], ["1b6d8348-*"]);
        var anvil = Catalog("anvil", "anvil", bundles, ["*.anvil.json"], []);
        var settings = Settings(hca, mixed, anvil);
        Open = await RestServer.StartAsync(folder, settings, AddIndex);
        await Open.IndexAsync("hca");
        await Open.IndexAsync("mixed");
        await Open.IndexAsync("anvil");
        await SettleAsync();
        Limited = await RestServer.StartAsync(folder, new Dictionary<string, string?>(settings) { ["Azul:Access:Anonymous:0"] = SourceOfMost }, AddIndex);
        AnvilFirst = await RestServer.StartAsync(folder, Settings(anvil, hca, mixed), AddIndex);
    }

    public virtual async ValueTask DisposeAsync()
    {
        // Null where the shared files are absent and the tests were skipped.
        if (Open is not null)
            await Open.DisposeAsync();
        if (Limited is not null)
            await Limited.DisposeAsync();
        if (AnvilFirst is not null)
            await AnvilFirst.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Registers the index that they are in: the embedded one.</summary>
    private protected virtual void AddIndex(IServiceCollection services) => services.AddEmbeddedIndex(new() { DataFolder = folder });

    /// <summary>Waits until what was written can be found.</summary>
    private protected virtual Task SettleAsync() => Task.CompletedTask;

    private static Dictionary<string, string?> Settings(params IEnumerable<KeyValuePair<string, string?>>[] catalogs) => new(
        catalogs.Index().SelectMany(c => c.Item.Select(s => KeyValuePair.Create($"Azul:Catalogs:{c.Index}:{s.Key}", s.Value))))
    {
        ["Azul:Proxies:0"] = "127.0.0.1",
        ["Azul:Access:Tokens:0:Token"] = "full",
        ["Azul:Access:Tokens:0:Sources"] = "all",
        ["Azul:Access:Tokens:1:Token"] = "none",
        ["Azul:Access:Tokens:1:Sources"] = "none",
    };

    private static IEnumerable<KeyValuePair<string, string?>> Catalog(string name, string metadata, string folder, string[] include, string[] exclude) =>
    [
        new("Name", name),
        new("Atlas", metadata),
        new("Metadata", metadata),
        new("Repository", "canned"),
        new("RepositoryName", $"tdr_{metadata}"),
        new("Folder", folder),
        new("DrsHost", "mock_drs_domain.lan"),
        .. include.Select((pattern, i) => KeyValuePair.Create($"Include:{i}", (string?)pattern)),
        .. exclude.Select((pattern, i) => KeyValuePair.Create($"Exclude:{i}", (string?)pattern)),
    ];
}
