using Azul.Plugins.Documents;

namespace Azul.Plugins.Repositories.Tdr.BigQuery;

/// <summary>A row of a result.</summary>
/// <param name="Values">Its values by column.</param>
internal sealed record TableRow(Entity Values)
{
    public Value this[string column] => Values.TryGet(column, out var value) ? value : throw new KeyNotFoundException($"The query selects no column '{column}'");

    /// <summary>The text in a column; null where the column is null.</summary>
    public string? TextOrNull(string column) => this[column].AsStringOrNull;

    /// <summary>The text in a column that must not be null.</summary>
    /// <exception cref="RepositoryException">It is null.</exception>
    public string Text(string column, Query query) =>
        TextOrNull(column) ?? throw new RepositoryException("ROW_INCOMPLETE", $"{query.Subject}: the column '{column}' is empty in the row {Values}");

    /// <summary>The texts in a repeated column, without nulls.</summary>
    public IEnumerable<string> Texts(string column) => this[column].Elements.Select(v => v.AsStringOrNull).OfType<string>();

    public long Integer(string column) => this[column].AsLong;
}
