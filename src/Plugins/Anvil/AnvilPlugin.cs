using Azul.Plugins.Anvil.Contributions;
using Azul.Plugins.Anvil.Hits;
using Azul.Plugins.Anvil.Model;
using Azul.Plugins.Documents;
using Azul.Plugins.Hits;
using Azul.Plugins.Metadata;
using Azul.Plugins.Repositories;

namespace Azul.Plugins.Anvil;

/// <summary>The metadata of AnVIL (<c>spec/indexer.md</c> §5, <c>spec/service.md</c> §4.7).</summary>
public sealed class AnvilPlugin : MetadataPlugin
{
    public override string Name => "anvil";

    public override MetadataModel Model => AnvilModel.Instance;

    public override HitShape HitOf(EntityType entityType) => AnvilHits.Of(entityType);

    public override IBundleTransformation Transform(Bundle bundle) => new AnvilTransformation(bundle);

    /// <summary>Copies are alike, but for the row of a data set and its registration, which are put together (<c>spec/indexer.md</c> §1.11).</summary>
    public override Entity Reconcile(string innerType, VersionedEntity current, VersionedEntity other) => Reconciliation.Of(innerType, current, other);
}
