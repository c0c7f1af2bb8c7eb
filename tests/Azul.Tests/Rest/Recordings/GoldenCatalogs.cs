using Azul.Tests.Rest.Support;
using Azul.Tests.Support;

namespace Azul.Tests.Rest.Recordings;

/// <summary>The catalogs that the recordings were made on, behind two set-ups of access.</summary>
public sealed class GoldenCatalogs : IAsyncLifetime
{
    private const string SourceOfMost = "42848d8f-ecdc-5b32-a667-a7b5aedfc9f5";

    private readonly string folder = Directory.CreateTempSubdirectory("azul-rest-").FullName;

    /// <summary>Everybody may access everything.</summary>
    internal RestServer Open { get; private set; } = null!;

    /// <summary>Anonymous callers may access one source of two.</summary>
    internal RestServer Limited { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var bundles = SharedFiles.Path("golden/bundles");
        Dictionary<string, string?> settings = new()
        {
            ["Azul:Rest:TrustedProxies:0"] = "127.0.0.1",
            ["Azul:Access:Tokens:0:Token"] = "full",
            ["Azul:Access:Tokens:0:Sources"] = "all",
            ["Azul:Access:Tokens:1:Token"] = "none",
            ["Azul:Access:Tokens:1:Sources"] = "none",
        };
        AddCatalog(settings, 0, "hca", bundles, ["*.dss.json"], []);
        AddCatalog(settings, 1, "mixed", bundles, ["*.dss.json", "4426adc5-*"], ["1b6d8348-*"]);
        AddCatalog(settings, 2, "anvil", bundles, ["none"], []);
        Open = await RestServer.StartAsync(folder, settings);
        await Open.IndexAsync("hca");
        await Open.IndexAsync("mixed");
        Limited = await RestServer.StartAsync(folder, new Dictionary<string, string?>(settings) { ["Azul:Access:Anonymous:0"] = SourceOfMost });
    }

    public async ValueTask DisposeAsync()
    {
        // Null where the shared files are absent and the tests were skipped.
        if (Open is not null)
            await Open.DisposeAsync();
        if (Limited is not null)
            await Limited.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static void AddCatalog(Dictionary<string, string?> settings, int index, string name, string folder, string[] include, string[] exclude)
    {
        var key = $"Azul:Catalogs:{index}";
        settings[$"{key}:Name"] = name;
        settings[$"{key}:Atlas"] = "hca";
        settings[$"{key}:Metadata"] = "hca";
        settings[$"{key}:Repository"] = "canned";
        settings[$"{key}:RepositoryName"] = "tdr_hca";
        settings[$"{key}:Folder"] = folder;
        settings[$"{key}:DrsHost"] = "mock_drs_domain.lan";
        for (var i = 0; i < include.Length; i++)
            settings[$"{key}:Include:{i}"] = include[i];
        for (var i = 0; i < exclude.Length; i++)
            settings[$"{key}:Exclude:{i}"] = exclude[i];
    }
}
