using Microsoft.Extensions.Configuration;

namespace Azul.Plugins.Repositories;

/// <summary>Makes the repository of a catalog.</summary>
public interface IRepositoryPluginFactory
{
    /// <summary>The name in the configuration: <c>staging</c>.</summary>
    string Name { get; }

    /// <summary>The kinds of bundles that it serves; one of them must be the metadata plugin's.</summary>
    IReadOnlyList<string> BundleKinds { get; }

    /// <summary>The keys of a catalog's configuration that are the repository's own. Keys that nobody knows are errors.</summary>
    IReadOnlyList<string> Settings => [];

    /// <summary>The keys that each source may have beside <c>Spec</c>. A source without any is given as its specification alone.</summary>
    IReadOnlyList<string> SourceSettings => [];

    /// <summary>Makes the repository of a catalog.</summary>
    /// <param name="bundleKind">The kind of bundles that the catalog takes.</param>
    /// <param name="sources">The catalog's sources, in the order of <c>Sources</c> in the settings.</param>
    /// <param name="settings">The configuration of the catalog, for the settings that are the repository's own.</param>
    /// <exception cref="Catalogs.ConfigurationException">A setting is missing or wrong; the message has its full path.</exception>
    IRepositoryPlugin Create(string bundleKind, IReadOnlyList<SourceSpec> sources, IConfigurationSection settings);
}
