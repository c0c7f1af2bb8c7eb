using Azul.Plugins.Catalogs;
using Azul.Plugins.Metadata;
using Azul.Search.Documents;
using Azul.Search.Queries;

namespace Azul.Search.Validation;

/// <summary>Whether a query makes sense for a catalog. Every adapter asks before it answers, so that they all refuse the same with the same words.</summary>
/// <param name="catalog">The catalog.</param>
/// <param name="columnOf">Its columns by name.</param>
internal sealed class QueryValidation(Catalog catalog, IReadOnlyDictionary<string, Column> columnOf)
{
    public QueryValidation(Catalog catalog)
        : this(catalog, Column.Of(catalog.Metadata.Model).ToDictionary(c => c.Name))
    {
    }

    /// <exception cref="SearchException">It does not.</exception>
    public void Check(EntityQuery query)
    {
        if (catalog.Metadata.Model.EntityType(query.EntityType) is null)
            throw SearchErrors.UnknownEntityType(query.EntityType, catalog);
        Check(query.Filter);
        if (query.Hits is { } page)
            Check(page);
        foreach (var facet in query.Facets)
            Check(facet);
        foreach (var column in query.Stats)
            CheckNumbers(column, orDates: true);
        foreach (var column in query.DistinctCounts)
            CheckStored(column, "be counted by its values");
    }

    private void Check(Filter filter)
    {
        switch (filter)
        {
            case Filter.And and:
                CheckAll(and.Parts);
                break;
            case Filter.Or or:
                CheckAll(or.Parts);
                break;
            case Filter.Not not:
                Check(not.Part);
                break;
            case Filter.Condition condition when !Allows(TypeOf(condition.Column), condition):
                throw SearchErrors.WrongColumnType(condition.Column, TypeOf(condition.Column), $"be filtered by {condition.GetType().Name}");
        }
    }

    private void CheckAll(IReadOnlyList<Filter> filters)
    {
        foreach (var filter in filters)
            Check(filter);
    }

    private static bool Allows(PropertyType type, Filter.Condition condition) => condition switch
    {
        Filter.Is => true,
        { Column: SpecialFields.Accessible } => false,
        Filter.Within => type is PropertyType.Range or PropertyType.String or PropertyType.Long or PropertyType.Float or PropertyType.Boolean or PropertyType.DateTime,
        Filter.StartsWith => type is PropertyType.String or PropertyType.DateTime or PropertyType.Counts,
        _ => type == PropertyType.Range,
    };

    private void Check(HitPage page)
    {
        foreach (var key in page.Sort)
        {
            if (Find(key.Column) is not { Field.IsSortable: true })
                throw SearchErrors.WrongColumnType(key.Column, TypeOf(key.Column), "be sorted by");
        }
        if (page.Cursor is { } cursor && cursor.Keys.Count != page.Sort.Count)
            throw SearchErrors.WrongCursor(cursor.Keys.Count, page.Sort.Count);
    }

    private void Check(FacetRequest facet)
    {
        Find(facet.Column);
        foreach (var column in facet.Sums)
            CheckNumbers(column, orDates: false);
        if (facet.Companion is { } companion)
            CheckStored(companion, "be a companion");
    }

    private void CheckStored(string column, string use)
    {
        if (Find(column) is null)
            throw SearchErrors.WrongColumnType(column, TypeOf(column), use);
    }

    private void CheckNumbers(string column, bool orDates)
    {
        var type = TypeOf(column);
        if (type is not (PropertyType.Long or PropertyType.Float) && !(orDates && type == PropertyType.DateTime))
            throw SearchErrors.WrongColumnType(column, type, orDates ? "be added up or compared as a number or date" : "be added up");
    }

    private PropertyType TypeOf(string column) => Find(column)?.Type ?? PropertyType.Boolean;

    // Null for the column that is computed for each caller.
    private Column? Find(string name) => name == SpecialFields.Accessible ? null
        : columnOf.GetValueOrDefault(name) ?? throw SearchErrors.UnknownColumn(name, catalog, columnOf.Keys);
}
