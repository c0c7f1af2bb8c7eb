using System.Globalization;
using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories.Tdr.Services;

namespace Azul.Plugins.Repositories.Tdr.BigQuery;

/// <summary>A part of a query's result, as <c>jobs.query</c> and <c>jobs.getQueryResults</c> return it.</summary>
internal sealed class ResultPage(ServiceAnswer answer)
{
    private readonly JsonElement json = answer.Json();

    public bool IsComplete => json.TryGetProperty("jobComplete", out var complete) && complete.ValueKind == JsonValueKind.True;

    /// <summary>The job that makes the result.</summary>
    /// <param name="asked">Where it was asked for, in case that it does not say where it is.</param>
    public JobReference Job(string asked) => JobIn(json, asked) ?? throw answer.Malformed("it has no jobId");

    /// <summary>The token of the next page; null on the last.</summary>
    public string? NextPage => json.TextOrNull("pageToken");

    /// <summary>The number of rows of the whole result.</summary>
    public long TotalRows => json.TextOrNull("totalRows") is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
        ? rows
        : throw answer.Malformed("it has no totalRows");

    public IEnumerable<TableRow> Rows()
    {
        if (!json.TryGetProperty("rows", out var rows) || rows.ValueKind == JsonValueKind.Null)
            return [];
        if (rows.ValueKind != JsonValueKind.Array || !json.TryGetProperty("schema", out var schema) || schema.ListOrNull("fields") is not { } fields)
            throw answer.Malformed("it has rows without a schema");
        var columns = fields.Select(f => Column.Parse(f) ?? throw answer.Malformed("a column has no name and type")).ToArray();
        return rows.EnumerateArray().Select(row => Read(row, columns));
    }

    /// <summary>The job that an answer names; null where it names none.</summary>
    public static JobReference? JobIn(JsonElement answer, string asked) =>
        answer.TryGetProperty("jobReference", out var job) && job.TextOrNull("jobId") is { } id ? new(id, job.TextOrNull("location") ?? asked) : null;

    private TableRow Read(JsonElement row, Column[] columns)
    {
        if (row.ListOrNull("f") is not { } cells || cells.Count() != columns.Length)
            throw answer.Malformed($"a row does not have the {columns.Length} columns of the schema");
        return new(new(columns.Zip(cells, (column, cell) => KeyValuePair.Create(column.Name, Read(column, cell)))));
    }

    private Value Read(Column column, JsonElement cell)
    {
        try
        {
            return column.Read(cell.GetProperty("v"));
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or KeyNotFoundException or OverflowException or ArgumentOutOfRangeException)
        {
            throw answer.Malformed($"a value of the column '{column.Name}' is not of type {column.Type}");
        }
    }
}
