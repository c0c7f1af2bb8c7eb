using Azul.Plugins.Catalogs;
using Microsoft.Extensions.Configuration;

namespace Azul.Plugins.Repositories.Folders;

/// <summary>
/// A repository plugin for bundles that lie in folders, one file each. Every source has a folder of its own. A bundle is told by its file's name; its version is the time at which the file was
/// last written.
/// </summary>
/// <param name="root">The folder that relative folders in the configuration start from.</param>
public abstract class FolderRepositoryFactory(ContentRoot root) : IRepositoryPluginFactory
{
    public abstract string Name { get; }

    public abstract IReadOnlyList<string> BundleKinds { get; }

    /// <summary><c>Folder</c>: where the bundles of the source are.</summary>
    public IReadOnlyList<string> SourceSettings { get; } = ["Folder"];

    /// <summary>The pattern of the names of bundles' files, with <c>*</c> and <c>?</c>.</summary>
    protected internal virtual string Pattern => "*.json";

    /// <summary>Reads a file as the parts of a bundle. Safe for concurrent use.</summary>
    /// <exception cref="System.Text.Json.JsonException">The file is no JSON.</exception>
    /// <exception cref="FormatException">The file is of no format that the plugin knows.</exception>
    protected internal abstract IReadOnlyDictionary<string, BundlePart> Read(ReadOnlySpan<byte> file);

    public IRepositoryPlugin Create(string bundleKind, IReadOnlyList<SourceSpec> sources, IConfigurationSection settings)
    {
        if (sources.Count == 0)
            throw new ConfigurationException(settings.PathOf("Sources"), "is empty: it must be a list of at least one source, each with Spec and Folder");
        var folders = settings.GetSection("Sources").Elements().Select(e => root.PathOf(e.RequiredText("Folder", "the folder of the bundles")));
        return new FolderRepository(this, bundleKind, [.. sources.Zip(folders, (spec, folder) => new BundleFolder(spec, folder, Pattern))]);
    }
}
