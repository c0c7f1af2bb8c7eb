using Azul.Plugins.Catalogs;
using Azul.Plugins.Repositories.Canned;
using Azul.Plugins.Repositories.Staging;
using Azul.Tests.Support;

namespace Azul.Tests.Catalogs;

/// <summary>Reads catalogs as a program would.</summary>
internal static class Configured
{
    public static CatalogList Catalogs(string json, string contentRoot) => CatalogConfiguration.Read(
        Settings.OfJson(json),
        [new PluginStub("hca"), new PluginStub("anvil")],
        [new StagingRepositoryFactory(contentRoot, TimeProvider.System), new CannedRepositoryFactory(contentRoot)]);
}
