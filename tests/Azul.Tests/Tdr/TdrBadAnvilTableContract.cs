using Azul.Plugins.Documents;
using Azul.Tests.Doubles.Google;
using Azul.Tests.Repositories;

namespace Azul.Tests.Tdr;

/// <summary>AnVIL tables that break the rules.</summary>
public abstract class TdrBadAnvilTableContract(bool inBatches) : IAsyncLifetime
{
    private const string Primary = "826dea02-e274-affe-aabc-eb3db63ad068";
    private const string Supplementary = "6b0f6c0f-5d80-a242-accb-840921351cd5";

    private GoogleDouble google = null!;

    public async ValueTask InitializeAsync() => google = await TdrSetup.StartGoldenAsync(inBatches);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await google.DisposeAsync();
    }

    [Theory]
    [InlineData("DELETE FROM anvil_biosample", "BUNDLE_NOT_FOUND", "anvil_biosample")]
    [InlineData("INSERT INTO anvil_biosample SELECT * FROM anvil_biosample", "ROW_DUPLICATE", "anvil_biosample")]
    [InlineData("UPDATE anvil_biosample SET biosample_id = NULL", "ROW_INCOMPLETE", "biosample_id")]
    [InlineData("DELETE FROM anvil_donor", "ROW_NOT_FOUND", "anvil_donor/1e2bd7e5")]
    [InlineData("INSERT INTO anvil_donor SELECT * FROM anvil_donor", "ROW_DUPLICATE", "anvil_donor/1e2bd7e5")]
    [InlineData("UPDATE anvil_donor SET part_of_dataset_id = 'other'", "DONOR_OF_OTHER_DATASET", "'other'")]
    [InlineData("DELETE FROM anvil_file WHERE file_id LIKE '1e269f04%'", "ROW_NOT_FOUND", "anvil_file/1e269f04")]
    [InlineData("DELETE FROM anvil_dataset", "ROW_NOT_FOUND", "anvil_dataset/52ee7665")]
    [InlineData("UPDATE anvil_file SET file_ref = 'file'", "ROW_MALFORMED", "not a DRS URI")]
    public async Task A_row_that_breaks_a_rule_fails_its_bundle(string change, string code, string mentions)
    {
        google.Snapshots[1].Tables.Change(change);
        await TdrSetup.AssertFails(code, () => Fetch(Primary, "anvil_biosample"), mentions);
    }

    [Theory]
    [InlineData("UPDATE anvil_file SET is_supplementary = 0", "BUNDLE_NOT_FOUND")]
    [InlineData("DELETE FROM anvil_dataset", "DATASET_COUNT")]
    [InlineData("INSERT INTO anvil_dataset SELECT * FROM anvil_dataset", "DATASET_COUNT")]
    public async Task A_supplementary_file_needs_its_data_set(string change, string code)
    {
        google.Snapshots[1].Tables.Change(change);
        await TdrSetup.AssertFails(code, () => Fetch(Supplementary, "anvil_file"));
    }

    [Theory]
    [InlineData("UPDATE anvil_biosample SET part_of_dataset_id = '[]'", "REFERENCE_COUNT", "anvil_biosample/f9d40cf6")]
    [InlineData("""UPDATE anvil_biosample SET part_of_dataset_id = '["a","b"]'""", "REFERENCE_COUNT", "anvil_biosample/f9d40cf6")]
    [InlineData("ALTER TABLE anvil_donor DROP COLUMN genetic_ancestry", "COLUMN_MISSING", "anvil_donor")]
    [InlineData("ALTER TABLE anvil_sequencingactivity DROP COLUMN used_biosample_id", "COLUMN_MISSING", "used_biosample_id")]
    [InlineData("DROP TABLE anvil_diagnosis", "TABLE_NOT_FOUND", "anvil_diagnosis")]
    public async Task A_table_that_breaks_a_rule_is_named(string change, string code, string mentions)
    {
        google.Snapshots[1].Tables.Change(change);
        await TdrSetup.AssertRefused(code, () => Fetch(Primary, "anvil_biosample"), mentions, TdrSetup.AnvilSpec);
    }

    [Theory]
    [InlineData("INSERT INTO anvil_dataset SELECT * FROM anvil_dataset", "DATASET_COUNT")]
    [InlineData("INSERT INTO anvil_biosample SELECT * FROM anvil_biosample", "BUNDLE_DUPLICATE")]
    [InlineData("UPDATE anvil_biosample SET datarepo_row_id = 'x'", "ROW_ID_WRONG")]
    [InlineData("UPDATE anvil_biosample SET datarepo_row_id = '826dea02-e274-1ffe-aabc-eb3db63ad068'", "ROW_ID_WRONG")]
    public async Task Rows_that_cannot_be_told_apart_are_not_listed(string change, string code)
    {
        google.Snapshots[1].Tables.Change(change);
        await TdrSetup.AssertRefused(code, () => TdrSetup.Repository(google, TdrSetup.AnvilSpec).BundlesOf(TdrSetup.Anvil), TdrSetup.AnvilSpec);
    }

    [Theory]
    [InlineData("826dea02-e274-4ffe-aabc-eb3db63ad068")]
    [InlineData("826dea02-e274-affe-aabc-eb3db63ad069")]
    [InlineData("x")]
    public async Task A_bundle_that_is_not_there_is_not_found(string uuid) => await TdrSetup.AssertFails("BUNDLE_NOT_FOUND", () => Fetch(uuid, null));

    [Fact]
    public async Task A_description_of_another_snapshot_is_refused()
    {
        google.Snapshots[1] = google.Snapshots[1] with { Id = "renamed" };
        google.Snapshots.Add(google.Snapshots[0] with { Id = TdrSetup.AnvilId, Name = "other" });
        await TdrSetup.AssertRefused("SNAPSHOT_OTHER", () => Fetch("2370f948-2783-aeb6-afea-e022897f4dcf", "anvil_dataset"), "'other'");
    }

    private Task<Azul.Plugins.Repositories.Bundle> Fetch(string uuid, string? table) =>
        TdrSetup.Repository(google, TdrSetup.AnvilSpec).Fetch(new SourcedBundle(new(uuid, "2022-06-01T00:00:00.000000Z"), TdrSetup.Anvil, table));
}
