using Azul.Plugins.Documents;
using Azul.Plugins.Hits;
using Azul.Plugins.Metadata;

namespace Azul.Search.Documents;

/// <summary>An aggregate as the index holds it. It is made once, when it is written; an answer copies its parts and never parses them.</summary>
/// <param name="Entity">The outer entity.</param>
/// <param name="Native">The native document as JSON.</param>
/// <param name="Hit">The hit as REST shows it, a <see cref="HitTemplate"/>; empty for an entity type that is not exposed.</param>
/// <param name="SourceIds">The ids of its sources.</param>
/// <param name="Columns">Its values by column name; columns without values are left out.</param>
public sealed record AggregateDocument(
    EntityReference Entity,
    ReadOnlyMemory<byte> Native,
    ReadOnlyMemory<byte> Hit,
    IReadOnlyList<string> SourceIds,
    IReadOnlyDictionary<string, IReadOnlyList<Value>> Columns)
{
    /// <summary>The document of an aggregate.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="aggregate">The aggregate.</param>
    /// <param name="writer">What writes other documents that share inner entities with it, if there are such.</param>
    public static AggregateDocument Of(IMetadataPlugin plugin, Aggregate aggregate, ContentsWriter? writer = null)
    {
        var entityType = plugin.Model.EntityType(aggregate.Entity.EntityType)!;
        var document = aggregate.ToDocument();
        var columns = new Dictionary<string, IReadOnlyList<Value>>();
        foreach (var column in Column.Of(plugin.Model))
        {
            var values = column.ValuesIn(entityType, document);
            if (values.Count > 0)
                columns.Add(column.Name, values);
        }
        return new(
            aggregate.Entity,
            (writer ?? new()).SerializeDocument(document),
            entityType.Exposure is null ? Array.Empty<byte>() : Render(plugin.HitOf(entityType), document),
            [.. aggregate.Sources.Select(s => s.Id).Distinct()],
            columns);
    }

    private static byte[] Render(HitShape shape, Entity document)
    {
        using var writer = new HitWriter();
        shape.Write(document, writer);
        return writer.ToTemplate();
    }
}
