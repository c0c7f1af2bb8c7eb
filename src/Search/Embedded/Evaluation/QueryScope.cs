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

    /// <summary>A column that is known to exist.</summary>
    public ColumnView Column(string name)
    {
        if (views.TryGetValue(name, out var view))
            return view;
        var index = catalog.IndexOf(name);
        views.Add(name, view = ColumnView.Of(catalog.Columns[index], index, Table, Query.Dialect));
        return view;
    }
}
