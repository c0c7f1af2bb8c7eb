using Azul.Plugins.Aggregation;
using Azul.Plugins.Documents;
using Azul.Search.Documents;
using Microsoft.Extensions.Logging;

namespace Azul.Search.Embedded;

/// <summary>
/// Makes the aggregates of a catalog anew from the contributions, once the plugin's fields are not those any more that they were made with. It may run in several processes at once, and starts over
/// if it was interrupted.
/// </summary>
internal sealed class AggregateRebuild(CatalogFile file, ILogger log)
{
    private const int BatchSize = 100;
    private const int PageSize = 256;

    // Entities that have contributions, an aggregate, or both: an aggregate that no contribution leads to must go.
    private const string SelectNextEntity = """
        SELECT * FROM (SELECT entity_type, entity_id FROM contributions WHERE (entity_type, entity_id) > (?1, ?2) ORDER BY entity_type, entity_id LIMIT 1)
        UNION ALL
        SELECT * FROM (SELECT entity_type, entity_id FROM aggregates WHERE (entity_type, entity_id) > (?1, ?2) ORDER BY entity_type, entity_id LIMIT 1)
        ORDER BY entity_type, entity_id
        LIMIT 1
        """;

    private readonly SharedContents shared = new();

    public async Task RunIfNeededAsync(CancellationToken cancellation)
    {
        var fingerprint = PluginFingerprint.Of(file.Catalog.Metadata);
        var found = await file.ReadAsync(StoreFormat.FingerprintOf, cancellation);
        if (found == fingerprint)
            return;
        if (found is not null)
        {
            log.LogInformation(
                "The fields of the catalog {Catalog} have changed; its aggregates in {Path} are made anew", file.Catalog.Name, file.Path);
            var rebuilt = await RebuildAsync(cancellation);
            log.LogInformation("{Count} aggregates of the catalog {Catalog} were made anew", rebuilt, file.Catalog.Name);
        }
        await file.WriteAsync(connection => StoreFormat.SetFingerprint(connection, fingerprint), cancellation);
    }

    private async Task<long> RebuildAsync(CancellationToken cancellation)
    {
        var count = 0L;
        EntityReference? last = new("", "");
        while (last is { } after)
        {
            // One transaction for reading and writing, so that no contribution can come in between.
            (last, var done) = await file.WriteAsync(connection => RebuildBatch(connection, after), cancellation);
            count += done;
        }
        return count;
    }

    private (EntityReference? Last, int Done) RebuildBatch(CatalogConnection connection, EntityReference after)
    {
        for (var done = 0; done < BatchSize; done++)
        {
            if (NextEntity(connection, after) is not { } entity)
                return (null, done);
            TryRebuild(connection, entity);
            after = entity;
        }
        return (after, BatchSize);
    }

    private static EntityReference? NextEntity(CatalogConnection connection, EntityReference after)
    {
        using var rows = connection.Query(SelectNextEntity, after.EntityType, after.EntityId);
        return rows.Read() ? new(rows.GetString(0), rows.GetString(1)) : null;
    }

    // One entity that cannot be aggregated must not keep the store closed.
    private void TryRebuild(CatalogConnection connection, EntityReference entity)
    {
        try
        {
            Rebuild(connection, entity);
        }
        catch (Exception error) when (!StoreErrors.IsKnown(error))
        {
            log.LogError(error, "The aggregate of {Entity} in the catalog {Catalog} could not be made anew and stays as it was", entity, file.Catalog.Name);
        }
    }

    private void Rebuild(CatalogConnection connection, EntityReference entity)
    {
        var document = Aggregate(connection, entity) is { } aggregate ? AggregateDocument.Of(file.Catalog.Metadata, aggregate, shared.Writer) : null;
        var write = new AggregateWrite(entity, document, AggregateTable.Version(connection, entity));
        AggregateTable.Write(connection, write, document is null ? null : IndexParts.Of(document));
    }

    private Aggregate? Aggregate(CatalogConnection connection, EntityReference entity)
    {
        if (file.Catalog.Metadata.Model.EntityType(entity.EntityType) is null)
            return null;
        var aggregation = new EntityAggregation(file.Catalog.Metadata, entity, shared);
        StoredContribution? last = null;
        List<StoredContribution> page;
        do
        {
            page = ContributionTable.ReadNext(connection, entity, last, PageSize);
            foreach (var contribution in page)
                aggregation.Add(last = contribution);
        }
        while (page.Count == PageSize);
        return aggregation.Finish();
    }
}
