using Azul.Plugins.Documents;

namespace Azul.Tests.Golden;

/// <summary>How documents of HCA bundles are compared with those of the original.</summary>
internal static class HcaDocuments
{
    // The order of these lists is that of the metadata. With several bundles, the other two and "file" are sorted.
    private static readonly string[] OrderedAlways =
        ["contributors", "publications", "laboratory", "institutions", "contact_names", "publication_titles"];

    private static readonly DocumentComparison Unordered = new();

    public static DocumentComparison OfOneBundle { get; } = new([.. OrderedAlways, "accessions", "tissue_atlas", "file"]);

    public static DocumentComparison OfManyBundles { get; } = new(OrderedAlways);

    /// <summary>Golden documents by what they are about.</summary>
    public static Dictionary<EntityReference, Entity> ByEntity(Value documents) => documents.AsList.Select(d => d.AsEntity)
        .ToDictionary(d => new EntityReference(d["entity_type"].AsString, d["entity_id"].AsString), d => d.Without("entity_type"));

    /// <param name="expected">The documents of the original.</param>
    /// <param name="actual">Those to compare with them.</param>
    /// <param name="ofProjects">How documents of projects are compared.</param>
    /// <param name="only">The one property to compare; all unless set.</param>
    public static void AssertSame(
        Dictionary<EntityReference, Entity> expected, Dictionary<EntityReference, Entity> actual, DocumentComparison ofProjects, string? only = null)
    {
        Assert.Equal(expected.Keys.Select(e => $"{e}").Order(), actual.Keys.Select(e => $"{e}").Order());
        foreach (var (entity, document) in expected)
        {
            var comparison = entity.EntityType == "projects" ? ofProjects : Unordered;
            var wanted = only is null ? document : new Entity((only, document[only]));
            comparison.AssertEqual(wanted, actual[entity], $"{entity}");
        }
    }
}
