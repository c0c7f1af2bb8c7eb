using Azul.Plugins.Metadata;
using Azul.Search.Queries;

namespace Azul.Search.Embedded.Evaluation;

/// <summary>What one query looks at: a table, its columns by name, and which rows the caller may access.</summary>
internal sealed class QueryScope
{
    private readonly CatalogTables catalog;
    private readonly Dictionary<string, ColumnView> views = [];
    private readonly bool[]? isSourceAccessible;

    public QueryScope(CatalogTables catalog, EntityTable table, EntityQuery query)
    {
        this.catalog = catalog;
        Table = table;
        Query = query;
        if (query.Access.Sources is not null)
            isSourceAccessible = [.. table.Sources.Values.ToArray().Select(s => query.Access.IsAccessible(s.AsString))];
        views.Add(SpecialFields.Accessible, ColumnView.OfAccessible(IsAccessible));
    }

    public EntityTable Table { get; }

    public EntityQuery Query { get; }

    public string SourceIdField => catalog.File.Catalog.Metadata.Model.Special.SourceId;

    /// <summary>Whether the caller may access one of the row's sources.</summary>
    public bool IsAccessible(Row row)
    {
        if (isSourceAccessible is null)
            return true;
        foreach (var source in row.Sources)
        {
            if (isSourceAccessible[source])
                return true;
        }
        return false;
    }

    /// <exception cref="SearchException">There is no such column.</exception>
    public ColumnView Column(string name)
    {
        if (views.TryGetValue(name, out var view))
            return view;
        for (var i = 0; i < catalog.Columns.Count; i++)
        {
            if (catalog.Columns[i].Name == name)
            {
                views.Add(name, view = ColumnView.Of(catalog.Columns[i], i, Table, Query.Dialect));
                return view;
            }
        }
        throw SearchErrors.UnknownColumn(name, catalog.File.Catalog, catalog.Columns.Select(c => c.Name));
    }

    /// <summary>The column, which must be of numbers, or of dates where these are allowed.</summary>
    /// <exception cref="SearchException">There is no such column, or it is of another type.</exception>
    public ColumnView Numbers(string name, bool orDates = false)
    {
        var column = Column(name);
        return column.Type is PropertyType.Long or PropertyType.Float || (orDates && column.Type == PropertyType.DateTime)
            ? column
            : throw SearchErrors.WrongColumnType(name, column.Type, orDates ? "be added up or compared as a number or date" : "be added up");
    }

    /// <summary>The column, which must be one that has an order.</summary>
    /// <exception cref="SearchException">There is no such column, or it has no order.</exception>
    public ColumnView Sortable(string name) => Column(name) is { Column.Field.IsSortable: true } column
        ? column
        : throw SearchErrors.WrongColumnType(name, Column(name).Type, "be sorted by");
}
