using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;
using Azul.Tests.Doubles.Google;
using Azul.Tests.Doubles.Faults;
using Azul.Tests.Doubles.Google.Tables;
using Azul.Tests.Repositories;

namespace Azul.Tests.Tdr;

/// <summary>Tables that break the rules: the error names what and where, and nothing is half done.</summary>
public abstract class TdrBadTableContract(bool inBatches) : IAsyncLifetime
{
    private GoogleDouble google = null!;

    private SnapshotTables Tables => google.Snapshots[0].Tables;

    public async ValueTask InitializeAsync()
    {
        google = await TdrSetup.StartAsync(inBatches);
        google.Snapshots.Add(HcaTables.Snapshot);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await google.DisposeAsync();
    }

    [Fact]
    public async Task The_tables_are_fine_as_they_are()
    {
        Assert.Single(await List());
        Assert.Equal(3, (await Fetch()).Part("metadata").Documents.Count);
    }

    [Theory]
    [InlineData("ALTER TABLE sequence_file DROP COLUMN descriptor", "COLUMN_MISSING", "sequence_file", "descriptor")]
    [InlineData("ALTER TABLE process DROP COLUMN content", "COLUMN_MISSING", "process", "content")]
    [InlineData("ALTER TABLE links DROP COLUMN project_id", "COLUMN_MISSING", "links", "project_id")]
    [InlineData("DROP TABLE process", "TABLE_NOT_FOUND", "process")]
    public async Task A_table_that_lacks_a_column_is_named(string change, string code, params string[] mentions)
    {
        Tables.Change(change);
        await TdrSetup.AssertRefused(code, Fetch, [.. mentions, HcaTables.Spec]);
    }

    [Theory]
    [InlineData("DELETE FROM links", "BUNDLE_NOT_FOUND", "links")]
    [InlineData("UPDATE links SET version = version + 1", "BUNDLE_NOT_FOUND", "links")]
    [InlineData("INSERT INTO links SELECT * FROM links", "BUNDLE_DUPLICATE", "2 rows")]
    [InlineData("UPDATE links SET content = NULL", "ROW_INCOMPLETE", "links", "content")]
    [InlineData("UPDATE links SET content = '{'", "BUNDLE_LINKS_MALFORMED", "links")]
    [InlineData("UPDATE links SET content = '{}'", "BUNDLE_LINKS_MALFORMED", "'links' is missing")]
    [InlineData("UPDATE links SET content = replace(content, 'process_link', 'other_link')", "BUNDLE_LINKS_MALFORMED", "'other_link'")]
    [InlineData("UPDATE links SET content = replace(content, '\"sequence_file\"', '\"a` b\"')", "BUNDLE_LINKS_MALFORMED", "not the type of an entity")]
    [InlineData("DELETE FROM process", "ENTITY_NOT_FOUND", "process/" + HcaTables.Process)]
    [InlineData("INSERT INTO process SELECT * FROM process", "ENTITY_DUPLICATE", "process/" + HcaTables.Process)]
    [InlineData("UPDATE process SET content = NULL", "ROW_MALFORMED", "process/" + HcaTables.Process, "content")]
    [InlineData("UPDATE process SET content = 'x'", "ROW_MALFORMED", "process/" + HcaTables.Process)]
    [InlineData("UPDATE sequence_file SET descriptor = NULL", "ROW_MALFORMED", "sequence_file/" + HcaTables.File, "descriptor")]
    [InlineData("UPDATE sequence_file SET descriptor = replace(descriptor, 'sha256', 'x')", "ROW_MALFORMED", "sequence_file/" + HcaTables.File, "sha256")]
    [InlineData("UPDATE sequence_file SET descriptor = replace(descriptor, '5,', '\"5\",')", "ROW_MALFORMED", "sequence_file/" + HcaTables.File, "size")]
    [InlineData("UPDATE sequence_file SET content = '{}'", "ROW_MALFORMED", "file_core.file_name")]
    [InlineData("UPDATE sequence_file SET file_id = NULL", "ROW_MALFORMED", "drs_uri")]
    [InlineData("UPDATE sequence_file SET file_id = 'drs://elsewhere/a'", "ROW_MALFORMED", "'mock_tdr.lan'")]
    [InlineData("UPDATE sequence_file SET file_id = 'https://mock_tdr.lan/a'", "ROW_MALFORMED", "not a DRS URI")]
    public async Task A_row_that_breaks_a_rule_fails_its_bundle(string change, string code, params string[] mentions)
    {
        Tables.Change(change);
        var error = await TdrSetup.AssertFails(code, Fetch, mentions);
        Assert.Equal(HcaTables.Bundle, error.Bundle.Uuid);
    }

    [Fact]
    public async Task An_input_that_nothing_produces_fails_its_bundle()
    {
        Tables.Change("""UPDATE links SET content = replace(content, '"inputs": []', '"inputs": [{"input_type": "sequence_file", "input_id": "dangling"}]')""");
        await TdrSetup.AssertFails("STITCHING_INPUT_MISSING", Fetch, "sequence_file/dangling");
    }

    [Fact]
    public async Task A_bundle_that_is_listed_twice_is_refused()
    {
        Tables.Change("INSERT INTO links SELECT links_id, version + 1, project_id, content FROM links");
        await TdrSetup.AssertRefused("BUNDLE_DUPLICATE", List, HcaTables.Bundle, HcaTables.Version, HcaTables.Spec);
    }

    [Theory]
    [InlineData("INSERT INTO links SELECT 'b' || links_id, version, project_id, content FROM links LIMIT 1")]
    [InlineData("DELETE FROM links WHERE links_id LIKE 'c%'")]
    [InlineData("DELETE FROM links")]
    public async Task A_table_that_changes_while_it_is_listed_is_not_trusted(string change)
    {
        Tables.Change("INSERT INTO links SELECT 'c' || links_id, version, project_id, content FROM links");
        google.PagesAreLive = true;
        google.RowsPerPage = 1;
        // The first page of an interactive query comes with the answer to the query itself.
        google.Faults.Add("/queries/", Fault.Meanwhile(() => Tables.Change(change)), after: inBatches ? 1 : 0);
        await TdrSetup.AssertRefused("TABLE_CHANGED", List, HcaTables.Spec);
    }

    [Theory]
    [InlineData("""{"jobComplete": true, "jobReference": {"jobId": "j"}}""", "totalRows")]
    [InlineData("""{"jobComplete": true, "totalRows": "1", "rows": [{"f": []}]}""", "schema")]
    [InlineData("""{"jobComplete": true, "totalRows": "1", "schema": {"fields": [{"name": "links_id", "type": "STRING"}]}, "rows": [{"f": []}]}""", "a row")]
    [InlineData("""{"jobComplete": true, "totalRows": "1", "schema": {"fields": [{"name": "version", "type": "TIMESTAMP"}]}, "rows": [{"f": [{"v": "x"}]}]}""", "'version'")]
    [InlineData("[]", "no JSON object")]
    [InlineData("<html>", "no JSON object")]
    public async Task An_answer_that_breaks_the_protocol_is_refused(string body, string mentions)
    {
        google.Faults.Add("/queries", Fault.Status(200, body));
        await TdrSetup.AssertRefused("SERVICE_ANSWER_MALFORMED", List, "BigQuery", mentions);
    }

    private Task<List<SourcedBundle>> List() => TdrSetup.Repository(google, HcaTables.Spec).BundlesOf(new(HcaTables.Id, HcaTables.Spec));

    private Task<Bundle> Fetch() =>
        TdrSetup.Repository(google, HcaTables.Spec).Fetch(new SourcedBundle(new(HcaTables.Bundle, HcaTables.Version), new(HcaTables.Id, HcaTables.Spec)));
}
