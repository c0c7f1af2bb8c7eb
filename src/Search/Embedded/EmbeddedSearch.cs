using System.Collections.Frozen;
using Azul.Search.Embedded.Evaluation;
using Azul.Search.Queries;
using Azul.Search.Results;
using Azul.Search.Validation;

namespace Azul.Search.Embedded;

/// <summary>
/// Searches in memory what <see cref="SqliteDocumentStore"/> keeps in files. It is as simple as it can be while it is fast enough for some 100,000 documents, and says what is right where a
/// faster engine is in doubt.
/// </summary>
internal sealed class EmbeddedSearch(CatalogFiles files) : IEntitySearch
{
    private readonly FrozenDictionary<string, LiveTables> catalogs = files.All.ToFrozenDictionary(f => f.Catalog.Name, f => new LiveTables(f));

    public Task<IReadOnlyList<EntityResult>> SearchAsync(IReadOnlyList<EntityQuery> queries, CancellationToken cancellation) =>
        Task.Run<IReadOnlyList<EntityResult>>(() => Search(queries, cancellation), cancellation);

    private EntityResult[] Search(IReadOnlyList<EntityQuery> queries, CancellationToken cancellation)
    {
        var results = new EntityResult[queries.Count];
        try
        {
            foreach (var ofCatalog in queries.Index().GroupBy(q => q.Item.Catalog))
                Catalog(ofCatalog.Key).Read(tables => Answer(tables, ofCatalog, results, cancellation));
        }
        catch (StoreException error)
        {
            throw SearchErrors.Unavailable(error);
        }
        return results;
    }

    private static void Answer(
        CatalogTables catalog, IEnumerable<(int Index, EntityQuery Query)> queries, EntityResult[] results, CancellationToken cancellation) => catalog.Read((connection, tables) =>
        {
            foreach (var (index, query) in queries)
            {
                catalog.Validation.Check(query);
                results[index] = new QueryEvaluation(catalog, tables[query.EntityType], query).Run(connection, cancellation);
            }
            return results;
        });

    private LiveTables Catalog(string name) => catalogs.GetValueOrDefault(name) ?? throw SearchErrors.UnknownCatalog(name, catalogs.Keys);
}
