using Azul.Plugins.Metadata;
using Azul.Search.Elasticsearch.Columns;
using Azul.Search.Queries;

namespace Azul.Search.Elasticsearch.Queries;

/// <summary>What one query, known to make sense, is about.</summary>
/// <param name="Columns">The columns of the catalog.</param>
/// <param name="SourceIdField">The name of the field of source ids.</param>
/// <param name="Query">The query.</param>
internal sealed record QueryScope(ColumnMapping Columns, string SourceIdField, EntityQuery Query)
{
    public Dialect Dialect => Query.Dialect;

    /// <summary>The column; null for <c>accessible</c>, which depends on who asks.</summary>
    public ColumnField? Column(string name) => name == SpecialFields.Accessible ? null : Columns[name]!;

    /// <summary>The field that facets and their own conditions have in common, whichever of its columns they name.</summary>
    public string FieldOf(string column) => Column(column)?.Column.Field.Name ?? SpecialFields.Accessible;
}
