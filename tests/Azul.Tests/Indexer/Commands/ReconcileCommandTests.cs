using System.Net.Http.Json;
using System.Text.Json;
using Azul.Indexer.Commands;
using Azul.Search;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Azul.Tests.Indexer.Commands;

public sealed class ReconcileCommandTests : IDisposable
{
    private readonly Operator user = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_of_its_own_reconciles_what_a_gateway_serves()
    {
        await user.GenerateAsync(6);
        await using var gateway = new RunningGateway([.. Settings()]);
        await gateway.InitializeAsync();
        Assert.Equal(6, await CountAsync(gateway));
        var links = Directory.GetFiles(Path.Combine(user.Area, "links")).Order(StringComparer.Ordinal).ToArray();
        File.Move(links[0], Path.Combine(user.Folder, "removed"));

        await using (var reconciling = WorkerProcess.Start(user.Configuration, "reconcile"))
        {
            Assert.True(await reconciling.EndAsync() == 0, reconciling.Output);
            Assert.Contains("generated:/0 lists 5 bundles; 0 to index, 1 versions to delete", reconciling.Output, StringComparison.Ordinal);
        }
        Assert.Equal(5, await CountAsync(gateway));

        File.Move(Path.Combine(user.Folder, "removed"), links[0]);
        await using (var reconciling = WorkerProcess.Start(user.Configuration, "reconcile", "--json"))
        {
            Assert.True(await reconciling.EndAsync() == 0, reconciling.Output);
            using var answer = JsonDocument.Parse(reconciling.Output);
            Assert.Equal((1, 0), (answer.RootElement.GetProperty("queued").GetInt32(), answer.RootElement.GetProperty("failed").GetInt32()));
        }
        Assert.Equal(6, await CountAsync(gateway));
    }

    [Fact]
    public async Task A_catalog_whose_generation_is_being_built_is_left_out_and_the_others_are_reconciled()
    {
        await user.GenerateAsync(3);
        user.Configuration = Path.Combine(user.Folder, "two.json");
        object Catalog(string name) => new { Name = name, Atlas = "hca", Metadata = "hca", Repository = "staging", Sources = new[] { new { Spec = $"{name}:", Folder = user.Area } } };
        await File.WriteAllTextAsync(
            user.Configuration, JsonSerializer.Serialize(new { Azul = new { DataFolder = Path.Combine(user.Folder, "data"), Catalogs = new[] { Catalog("built"), Catalog("other") } } }), Cancellation);
        using (var host = await GeneratedCatalog.OpenAsync(user.Configuration, workers: false, Cancellation))
        {
            await host.Services.GetRequiredService<IGenerations>().BeginAsync("built", Cancellation);
            await host.StopAsync(Cancellation);
        }

        var result = await user.RunAsync("reconcile", "--no-wait");
        result.Failed(CommandLine.Failed, "GENERATION_BUILDING", "generation 2 of 'built'", "'generations list'");
        Assert.Contains("other:/0 lists 3 bundles; 3 to index", result.Output, StringComparison.Ordinal);
        (await user.RunAsync("reconcile", "--no-wait", "--catalogs", "othr")).Failed(CommandLine.Wrong, "CATALOG_UNKNOWN: there is no catalog 'othr'", "'other'");
    }

    [Fact]
    public async Task Sources_that_the_catalog_does_not_have_any_more_are_told_about()
    {
        await user.GenerateAsync(3);
        await user.IndexAsync();
        user.Configuration = GeneratedCatalog.Configure(
            user.Folder,
            new Dictionary<string, object> { ["Name"] = Operator.Catalog, ["Atlas"] = "hca", ["Metadata"] = "hca", ["Repository"] = "staging", ["Sources"] = new[] { new { Spec = "renamed:", Folder = user.Area } } });

        const string Warning = "The index of 'generated' still has bundles of sources that the catalog does not have any more: generated:/0. 'deindex --catalogs generated --sources generated:/0' removes them.";
        await using (var worker = WorkerProcess.Start(user.Configuration))
        {
            while (!worker.HasExited && !worker.Output.Contains(Warning, StringComparison.Ordinal))
                await Task.Delay(50, Cancellation);
            Assert.Equal(0, await worker.TerminateAsync());
        }

        // After the worker, which would begin with what is queued.
        Assert.Contains(Warning, (await user.RunAsync("reconcile", "--no-wait")).Succeeded().Error, StringComparison.Ordinal);
        Assert.Contains(Warning, (await user.RunAsync("verify")).Succeeded().Error, StringComparison.Ordinal);
        (await user.RunAsync("deindex", "--catalogs", "generated", "--sources", "generated:/0")).Succeeded();
        Assert.DoesNotContain("Warning", (await user.RunAsync("verify")).Succeeded().Error, StringComparison.Ordinal);
    }

    public void Dispose() => user.Dispose();

    private Dictionary<string, string> Catalog() => new()
    {
        ["Name"] = Operator.Catalog,
        ["Atlas"] = "hca",
        ["Metadata"] = "hca",
        ["Repository"] = "staging",
        ["Sources:0:Spec"] = "generated:",
        ["Sources:0:Folder"] = user.Area,
    };

    private IEnumerable<string> Settings() =>
        Catalog().Select(s => $"--Azul:Catalogs:0:{s.Key}={s.Value}").Append($"--Azul:DataFolder={Path.Combine(user.Folder, "data")}");

    private static async Task<int> CountAsync(RunningGateway gateway)
    {
        var answer = await gateway.Client.GetFromJsonAsync<JsonElement>("/index/bundles", Cancellation);
        return answer.GetProperty("pagination").GetProperty("total").GetInt32();
    }
}
