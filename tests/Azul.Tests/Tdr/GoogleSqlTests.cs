using Azul.Tests.Doubles.Google.Tables;

namespace Azul.Tests.Tdr;

/// <summary>The double evaluates what it is asked, so that a wrong query does not pass.</summary>
public sealed class GoogleSqlTests
{
    [Theory]
    [InlineData("SELECT COUNT(*) AS n FROM `p.s.t`", "3")]
    [InlineData("SELECT id FROM `p.s.t` WHERE STARTS_WITH(id, @prefix) ORDER BY id", "a1", "a2")]
    [InlineData("SELECT id FROM `p.s.t` WHERE id IN UNNEST(@ids)", "a2", "b")]
    [InlineData("SELECT id FROM `p.s.t` WHERE EXISTS (SELECT 1 FROM UNNEST(tags) AS tag WHERE tag IN UNNEST(@ids))", "a1")]
    [InlineData("SELECT t.id, JSON_VALUE(item, '$.k') AS k FROM `p.s.t` AS t, UNNEST(JSON_QUERY_ARRAY(t.doc, '$.items')) AS item WHERE JSON_VALUE(item, '$.k') = 'y'", "b")]
    [InlineData("SELECT id FROM `p.s.t` WHERE version = TIMESTAMP('2020-01-01T00:00:00.000002Z')", "a2")]
    [InlineData("SELECT id FROM `p.s.t` WHERE is_good UNION ALL SELECT 'it\\'s' AS id FROM `p.s.t` WHERE id = 'b'", "a1", "it's")]
    public void Queries_are_evaluated(string sql, params string[] firsts)
    {
        using var tables = NewTables();
        var translated = GoogleSql.Translate(sql);
        Assert.All(translated.Tables, t => Assert.Equal(("p", "s", "t"), t));
        var result = tables.Query(translated.Sql, new Dictionary<string, string> { ["prefix"] = "a", ["ids"] = """["a2","b","x"]""" });
        Assert.Equal(firsts, result.Rows.Select(r => result.Columns[0].Type.Show(r[0], true)?.ToString()));
    }

    [Fact]
    public void Values_have_the_types_of_their_columns()
    {
        using var tables = NewTables();
        var sql = GoogleSql.Translate("SELECT id, version, is_good, tags, size, score, ARRAY<STRING>[] AS none FROM `p.s.t` WHERE id = 'a1' UNION ALL SELECT * FROM `p.s.t` WHERE FALSE").Sql;
        var result = tables.Query(sql, new Dictionary<string, string>());
        Assert.Equal(["STRING", "TIMESTAMP", "BOOLEAN", "STRING", "INTEGER", "FLOAT", "STRING"], result.Columns.Select(c => c.Type.Name));
        Assert.Equal(["tags"], result.Columns.Where(c => c.Type.IsRepeated).Select(c => c.Name));
        Assert.Equal(["a1", "1577836800000001", "true", "7", "1.5"], new[] { 0, 1, 2, 4, 5 }.Select(i => result.Columns[i].Type.Show(result.Rows[0][i], true)));
    }

    [Theory]
    [InlineData("DELETE FROM `p.s.t`")]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("SELECT id FROM `t`")]
    [InlineData("SELECT id FROM UNNEST(tags")]
    public void What_is_no_query_is_refused(string sql) => Assert.Throws<FormatException>(() => GoogleSql.Translate(sql));

    private static SnapshotTables NewTables() => SnapshotTables.Parse("""
        {"tables": {"t": {"rows": [
          {"id": "a1", "version": "2020-01-01T00:00:00.000001Z", "is_good": true, "tags": ["x", "y"], "size": 7, "score": 1.5, "doc": {"items": [{"k": "z"}]}},
          {"id": "a2", "version": "2020-01-01T00:00:00.000002Z", "is_good": false, "tags": [], "size": 8, "score": 2, "doc": {"items": []}},
          {"id": "b", "version": "2020-01-01T00:00:00.000003Z", "is_good": false, "tags": null, "size": null, "score": null, "doc": {"items": [{"k": "x"}, {"k": "y"}]}}]}}}
        """);
}
