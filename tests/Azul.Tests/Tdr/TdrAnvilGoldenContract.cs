using Azul.Plugins.Documents;
using Azul.Tests.Doubles.Google;
using Azul.Tests.Golden;
using Azul.Tests.Repositories;

namespace Azul.Tests.Tdr;

/// <summary>What <c>tdr_anvil</c> makes of the golden tables.</summary>
public abstract class TdrAnvilGoldenContract(bool inBatches) : IAsyncLifetime
{
    private const string Primary = "826dea02-e274-affe-aabc-eb3db63ad068";
    private const string Registration = "2370f948-2783-aeb6-afea-e022897f4dcf";
    private const string Supplementary = "6b0f6c0f-5d80-a242-accb-840921351cd5";
    private const string Version = "2022-06-01T00:00:00.000000Z";

    private GoogleDouble google = null!;

    public async ValueTask InitializeAsync() => google = await TdrSetup.StartGoldenAsync(inBatches);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await google.DisposeAsync();
    }

    [Fact]
    public async Task There_are_a_primary_a_supplementary_and_a_registration_bundle()
    {
        var repository = TdrSetup.Repository(google, TdrSetup.AnvilSpec);
        Assert.Equal(TdrSetup.Anvil, await repository.OnlySource());
        Assert.Equal(
            [(Registration, "anvil_dataset"), (Supplementary, "anvil_file"), (Primary, "anvil_biosample")],
            (await repository.BundlesOf(TdrSetup.Anvil)).Select(b => (b.Fqid.Uuid, b.TableName)));
    }

    [Theory]
    [InlineData("82", Primary)]
    [InlineData("23", Registration)]
    [InlineData("6b0f6c0f-5d80-a", Supplementary)]
    [InlineData("00", null)]
    public async Task Exactly_one_partition_has_a_bundle(string prefix, string? bundle) =>
        Assert.Equal(bundle is null ? [] : [bundle], (await TdrSetup.Repository(google, TdrSetup.AnvilSpec).BundlesOf(TdrSetup.Anvil, prefix)).Select(b => b.Fqid.Uuid));

    [Fact]
    public async Task Without_duos_data_sets_have_no_bundles()
    {
        var repository = TdrSetup.Repository(google, TdrSetup.AnvilSpec, settings: ("DuosService", null));
        Assert.Equal([Supplementary, Primary], (await repository.BundlesOf(TdrSetup.Anvil)).Select(b => b.Fqid.Uuid));
        await TdrSetup.AssertFails("BUNDLE_NOT_FOUND", () => repository.Fetch(Bundle(Registration, "anvil_dataset")));
    }

    [Theory]
    [InlineData(Primary, "anvil_biosample")]
    [InlineData(Primary, null)]
    [InlineData(Registration, "anvil_dataset")]
    [InlineData(Registration, null)]
    public async Task A_bundle_equals_that_of_the_original(string uuid, string? table) =>
        BundleComparison.AssertEqual(GoldenBundle.Load($"{uuid}.{Version}.anvil.json"), await TdrSetup.Repository(google, TdrSetup.AnvilSpec).Fetch(Bundle(uuid, table)));

    [Theory]
    [InlineData("anvil_file")]
    [InlineData(null)]
    public async Task A_supplementary_bundle_has_the_file_and_the_data_set(string? table)
    {
        var bundle = await TdrSetup.Repository(google, TdrSetup.AnvilSpec).Fetch(Bundle(Supplementary, table));
        Assert.Equal("anvil_file", bundle.Id.TableName);
        const string dataset = "anvil_dataset/2370f948-2783-4eb6-afea-e022897f4dcf";
        const string file = "anvil_file/6b0f6c0f-5d80-4242-accb-840921351cd5";
        Assert.Equal([dataset, file], bundle.Part("entities").Documents.Select(d => d.Key));
        Assert.Equal($$"""[{"inputs":["{{dataset}}"],"activity":null,"outputs":["{{file}}"]}]""", bundle.Part("links").Document.GetRawText());
        Assert.Equal(
            bundle.Part("entities")[file]!.Value.GetProperty("file_ref").GetString(),
            bundle.Part("entities")[file]!.Value.GetProperty("drs_uri").GetString());
    }

    [Fact]
    public async Task Lists_are_sorted_in_primary_bundles_only()
    {
        google.Snapshots[1].Tables.Change("""UPDATE anvil_dataset SET consent_group = '["b","a"]'""");
        Assert.Equal("""["a","b"]""", await ConsentGroup(Primary));
        Assert.Equal("""["b","a"]""", await ConsentGroup(Supplementary));
    }

    [Fact]
    public async Task Activities_are_followed_down_and_up()
    {
        // A file is aligned into another, and a second biosample has a part in the first file.
        var tables = google.Snapshots[1].Tables;
        tables.Change("UPDATE anvil_file SET is_supplementary = 0");
        tables.Change("ALTER TABLE anvil_alignmentactivity ADD datarepo_row_id TEXT");
        tables.Change("""
            INSERT INTO anvil_alignmentactivity (alignmentactivity_id, datarepo_row_id, activity_type, data_modality, reference_assembly, source_datarepo_row_ids, used_file_id, generated_file_id)
            VALUES ('al', '11111111-1111-4111-8111-111111111111', 'Alignment', '[]', '[]', '[]', '["1e269f04-4347-4188-b060-1dcc69e71d67"]', '["1fab11f5-7eab-4318-9a58-68d8d06e0715"]')
            """);
        tables.Change("""
            INSERT INTO anvil_biosample (biosample_id, datarepo_row_id, donor_id, part_of_dataset_id, apriori_cell_type, source_datarepo_row_ids)
            VALUES ('other', '22222222-2222-4222-8222-222222222222', '[]', '["52ee7665-7033-63f2-a8d9-ce8e32666739"]', '[]', '[]')
            """);
        tables.Change("""UPDATE anvil_sequencingactivity SET used_biosample_id = '["f9d40cf6-37b8-22f3-ce35-0dc614d2452b","other"]' WHERE generated_file_id LIKE '%1e269f04%'""");
        var bundle = await TdrSetup.Repository(google, TdrSetup.AnvilSpec).Fetch(Bundle(Primary, "anvil_biosample"));
        var links = bundle.Part("links").Document.GetRawText();
        Assert.Contains(
            """{"inputs":["anvil_file/15b76f9c-6b46-433f-851d-34e89f1b9ba6"],"activity":"anvil_alignmentactivity/11111111-1111-4111-8111-111111111111","outputs":["anvil_file/6b0f6c0f-5d80-4242-accb-840921351cd5"]}""",
            links,
            StringComparison.Ordinal);
        Assert.Contains(
            """{"inputs":["anvil_biosample/22222222-2222-4222-8222-222222222222","anvil_biosample/826dea02-e274-4ffe-aabc-eb3db63ad068"],"activity":"anvil_sequencingactivity/1509ef40""",
            links,
            StringComparison.Ordinal);
        Assert.Contains("anvil_biosample/22222222-2222-4222-8222-222222222222", bundle.Part("entities").Documents.Select(d => d.Key));
    }

    [Theory]
    [InlineData(null, "DUOS-2")]
    [InlineData("DUOS-1", "DUOS-1")]
    [InlineData("DUOS-9", "DUOS-1")]
    public async Task What_duos_does_not_know_has_no_description(string? duosId, string registered)
    {
        google.Studies.Clear();
        google.Studies[registered] = null;
        google.Snapshots[1] = google.Snapshots[1] with { DuosId = duosId };
        var bundle = await TdrSetup.Repository(google, TdrSetup.AnvilSpec).Fetch(Bundle(Registration, "anvil_dataset"));
        Assert.Equal($$"""{"description":null,"version":"{{Version}}"}""", Assert.Single(bundle.Part("entities").Documents).Value.GetRawText());
    }

    [Theory]
    [InlineData(Primary)]
    [InlineData(Supplementary)]
    [InlineData(Registration)]
    public async Task The_metadata_plugin_understands_the_bundle(string uuid)
    {
        var bundle = await TdrSetup.Repository(google, TdrSetup.AnvilSpec).Fetch(Bundle(uuid, null));
        Assert.NotEmpty(new Azul.Plugins.Anvil.AnvilPlugin().Transform(bundle).Contributions(BundlePartition.Root, deleted: false));
    }

    private async Task<string> ConsentGroup(string uuid) => (await TdrSetup.Repository(google, TdrSetup.AnvilSpec).Fetch(Bundle(uuid, null)))
        .Part("entities")["anvil_dataset/2370f948-2783-4eb6-afea-e022897f4dcf"]!.Value.GetProperty("consent_group").GetRawText();

    private static SourcedBundle Bundle(string uuid, string? table) => new(new(uuid, Version), TdrSetup.Anvil, table);
}
