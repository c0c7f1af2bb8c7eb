using Azul.Plugins.Catalogs;
using Azul.Plugins.Metadata;
using Azul.Plugins.Naming;

namespace Azul.Search.Validation;

/// <summary>Why a query cannot be answered.</summary>
internal static class SearchErrors
{
    public static SearchException UnknownCatalog(string name, IEnumerable<string> valid) =>
        new("UNKNOWN_CATALOG", $"There is no catalog '{name}'{NearestNames.Hint(name, valid)}");

    public static SearchException UnknownEntityType(string name, Catalog catalog) =>
        new("UNKNOWN_ENTITY_TYPE", $"The catalog {catalog.Name} has no entity type '{name}'{NearestNames.Hint(name, catalog.Metadata.Model.EntityTypes.Select(t => t.Name))}");

    public static SearchException UnknownColumn(string name, Catalog catalog, IEnumerable<string> valid) =>
        new("UNKNOWN_COLUMN", $"The catalog {catalog.Name} has no column '{name}'{NearestNames.Hint(name, valid)}");

    /// <param name="column">The name of the column.</param>
    /// <param name="type">Its type.</param>
    /// <param name="use">What it cannot: <c>be sorted by</c>.</param>
    public static SearchException WrongColumnType(string column, PropertyType type, string use) =>
        new("WRONG_COLUMN_TYPE", $"The column '{column}' is of type {type} and cannot {use}");

    public static SearchException WrongCursor(int found, int expected) =>
        new("WRONG_CURSOR", $"The cursor has {found} values, but the page is sorted by {expected} columns");

    public static SearchException Unavailable(StoreException cause) => new(cause.Code, cause.Message, isUnavailable: true, cause);
}
