using Azul.Plugins.Documents;
using Azul.Plugins.Hca.Contributions;
using Azul.Plugins.Hca.Hits;
using Azul.Plugins.Hca.Model;
using Azul.Plugins.Hits;
using Azul.Plugins.Metadata;
using Azul.Plugins.Reading;
using Azul.Plugins.Repositories;

namespace Azul.Plugins.Hca;

/// <summary>The metadata of the Human Cell Atlas (<c>spec/indexer.md</c> §4, <c>spec/service.md</c> §4.2).</summary>
public sealed class HcaPlugin : MetadataPlugin
{
    public override string Name => "hca";

    public override MetadataModel Model => HcaModel.Instance;

    public override HitShape HitOf(EntityType entityType) => HcaHits.Of(entityType);

    public override IBundleTransformation Transform(Bundle bundle)
    {
        try
        {
            return new HcaTransformation(bundle);
        }
        catch (InvalidOperationException e)
        {
            // Only text that is no Unicode gets here: it is valid JSON, but no string can hold it.
            throw new BundleException(ReadingFaults.WrongType, bundle.Id.Fqid, null, $"the bundle cannot be read: {e.Message}", e);
        }
    }

    /// <summary>How many cells there are: in the cell suspensions, and as the project estimates it (<c>spec/indexer.md</c> §2.4).</summary>
    public override Entity SumsOf(EntityType entityType, Entity contents)
    {
        var cells = Of(contents, "cell_suspensions", "total_estimated_cells").Sum(c => c.AsLong);
        var estimate = entityType.Name == HcaEntityTypes.Projects ? Of(contents, "projects", "estimated_cell_count").FirstOrDefault() : Value.Null;
        return new(("cell_count", cells), ("effective_cell_count", estimate.IsNull ? cells : estimate));
    }

    // The numbers that inner entities have for a property.
    private static IEnumerable<Value> Of(Entity contents, string innerType, string property) =>
        contents[innerType].Elements.Where(e => e.Kind == ValueKind.Entity).Select(e => e.AsEntity[property]).Where(v => v.IsNumber);
}
