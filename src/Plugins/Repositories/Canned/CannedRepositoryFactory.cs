using Azul.Plugins.Catalogs;
using Microsoft.Extensions.Configuration;

namespace Azul.Plugins.Repositories.Canned;

/// <summary>Makes repositories of bundles that lie in a folder, one file of the form <c>{fqid, kind, bundle}</c> each.</summary>
/// <param name="contentRoot">The folder that relative folders in the configuration start from.</param>
public sealed class CannedRepositoryFactory(string contentRoot) : IRepositoryPluginFactory
{
    public string Name => "canned";

    public IReadOnlyList<string> BundleKinds { get; } = ["hca", "anvil"];

    /// <summary>
    /// <c>Folder</c>: where the files are. <c>Include</c> (default <c>*.json</c>) and <c>Exclude</c>: patterns of file names, with <c>*</c> and <c>?</c>.
    /// <c>DrsHost</c>: host of the DRS URIs of files in <c>*.dss.json</c> bundles.
    /// </summary>
    public IReadOnlyList<string> Settings { get; } = ["Folder", "Include", "Exclude", "DrsHost"];

    public IRepositoryPlugin Create(string bundleKind, IReadOnlyList<SourceSpec> sources, IConfigurationSection settings)
    {
        var folder = settings.RequiredFolder("Folder", "the folder of the bundles", contentRoot);
        var include = settings.Texts("Include");
        return new CannedRepository(
            new(folder, bundleKind, include.Count > 0 ? include : ["*.json"], settings.Texts("Exclude")),
            sources,
            new(settings.Text("DrsHost"), settings.PathOf("DrsHost")));
    }
}
