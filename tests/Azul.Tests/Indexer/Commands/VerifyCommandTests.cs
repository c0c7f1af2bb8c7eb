using Azul.Indexer.Commands;

namespace Azul.Tests.Indexer.Commands;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly Operator user = new();

    [Fact]
    public async Task Every_difference_is_found_and_named()
    {
        await user.GenerateAsync(12);
        await user.IndexAsync();
        var sound = (await user.RunAsync("verify", "--json")).Succeeded().Json.GetProperty("catalogs")[0];
        Assert.True(sound.GetProperty("compared").GetInt32() > 12);
        Assert.Equal(0, sound.GetProperty("different").GetInt32());

        user.Damage("UPDATE aggregates SET native = CAST(replace(CAST(native AS TEXT), 'entity_id', 'entity_ib') AS BLOB) WHERE (entity_type, entity_id) IN (SELECT 'files', min(entity_id) FROM aggregates WHERE entity_type = 'files')");
        user.Damage("UPDATE aggregates SET hit = x'7b7d', columns = x'7b7d' WHERE (entity_type, entity_id) IN (SELECT 'samples', min(entity_id) FROM aggregates WHERE entity_type = 'samples')");
        user.Damage("DELETE FROM aggregates WHERE (entity_type, entity_id) IN (SELECT 'projects', min(entity_id) FROM aggregates WHERE entity_type = 'projects')");
        user.Damage("UPDATE contributions SET entity_id = 'moved' WHERE (entity_type, entity_id) IN (SELECT 'bundles', min(entity_id) FROM aggregates WHERE entity_type = 'bundles')");

        var damaged = await user.RunAsync("verify", "--json");
        damaged.Failed(CommandLine.Failed);
        var differences = damaged.Json.GetProperty("catalogs")[0].GetProperty("differences").EnumerateArray()
            .Select(d => $"{d.GetProperty("entity").GetString()!.Split('/')[0]} {d.GetProperty("difference").GetString()}");
        Assert.Equal(["bundles should not be there", "bundles is missing", "files differs in document", "projects is missing", "samples differs in columns, hit"], differences);
        var text = await user.RunAsync("verify", "--show", "1");
        Assert.Contains("and 4 more\n5 of ", text.Output, StringComparison.Ordinal);
        Assert.Contains("'reindex' puts them right", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_verified_is_named()
    {
        (await user.RunAsync("verify")).Failed(CommandLine.Failed, "INDEX_MISSING: the catalog 'generated' has no index: 'create' makes one");
        (await user.RunAsync("verify", "--catalogs", "nonsense")).Failed(CommandLine.Wrong, "CATALOG_UNKNOWN");
        (await user.RunAsync("verify", "--show", "many")).Failed(CommandLine.Wrong);
    }

    public void Dispose() => user.Dispose();
}
