using Azul.Plugins.Documents;
using Azul.Plugins.Hits;
using Azul.Plugins.Metadata;
using Azul.Plugins.Repositories;

namespace Azul.Tests.Catalogs;

/// <summary>A metadata plugin that has a name and takes bundles of that kind, and does nothing.</summary>
internal sealed class PluginStub(string name) : IMetadataPlugin
{
    public string Name => name;

    public string BundleKind => name;

    public MetadataModel Model => throw new NotSupportedException();

    public HitShape HitOf(EntityType entityType) => throw new NotSupportedException();

    public IBundleTransformation Transform(Bundle bundle) => throw new NotSupportedException();

    public Entity Reconcile(string innerType, VersionedEntity current, VersionedEntity other) => throw new NotSupportedException();

    public Entity SumsOf(EntityType entityType, Entity contents) => throw new NotSupportedException();
}
