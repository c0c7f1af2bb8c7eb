using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Elasticsearch.Columns;
using Azul.Search.Queries;

namespace Azul.Search.Elasticsearch.Queries;

/// <summary>The field whose values are the terms of a column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Objects">The nested objects that have it, where these are what is counted.</param>
/// <param name="Read">The term that a key of a bucket stands for.</param>
internal sealed record TermField(string Name, string? Objects, Func<JsonElement, Value> Read)
{
    public static TermField Of(ColumnField column, Dialect dialect) => new(column.ValuesIn(dialect), null, column.FromIndex);

    /// <summary>The field that a facet counts.</summary>
    public static TermField OfFacet(ColumnField column, Dialect dialect) => dialect.HasFlag(Dialect.NestedFacetsCountObjects) && column is { Type: PropertyType.Composite, Column.Field.Property.IsList: true }
        ? new(column.ObjectProperty(column.Properties[0]), column.Objects, ColumnField.FromProperty)
        : Of(column, dialect);
}
