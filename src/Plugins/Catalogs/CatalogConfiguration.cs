using Azul.Plugins.Metadata;
using Azul.Plugins.Naming;
using Azul.Plugins.Repositories;
using Microsoft.Extensions.Configuration;

namespace Azul.Plugins.Catalogs;

/// <summary>
/// Reads the catalogs from the list <c>Azul:Catalogs</c> of the configuration. The first is the default. The rules are those of <c>spec/service.md</c> §9.
/// </summary>
public static class CatalogConfiguration
{
    /// <summary>The key of the list.</summary>
    public const string Key = "Azul:Catalogs";

    private static readonly string[] Keys = ["Name", "Atlas", "Internal", "Metadata", "Repository", "RepositoryName", "Sources"];

    /// <summary>Reads all catalogs and makes their repositories.</summary>
    /// <exception cref="ConfigurationException">A setting is missing, wrong or unknown.</exception>
    public static CatalogList Read(IConfiguration configuration, IEnumerable<IMetadataPlugin> metadata, IEnumerable<IRepositoryPluginFactory> repositories)
    {
        var metadataPlugins = metadata.ToArray();
        var repositoryPlugins = repositories.ToArray();
        var catalogs = new List<Catalog>();
        foreach (var section in configuration.GetSection(Key).Elements())
        {
            var catalog = Read(section, metadataPlugins, repositoryPlugins);
            if (catalogs.Exists(c => c.Name == catalog.Name))
                throw new ConfigurationException(section.PathOf("Name"), $"'{catalog.Name}' is the name of another catalog: each must have its own");
            catalogs.Add(catalog);
        }
        return catalogs.Count > 0 ? new(catalogs) : throw new ConfigurationException(Key, "is empty: it must be a list of at least one catalog");
    }

    private static Catalog Read(IConfigurationSection section, IMetadataPlugin[] metadataPlugins, IRepositoryPluginFactory[] repositoryPlugins)
    {
        var (name, isInternal) = ReadName(section);
        var metadata = Plugin(section, "Metadata", metadataPlugins, p => p.Name);
        var repository = Plugin(section, "Repository", repositoryPlugins, p => p.Name);
        if (!repository.BundleKinds.Contains(metadata.BundleKind))
        {
            var compatible = repositoryPlugins.Where(r => r.BundleKinds.Contains(metadata.BundleKind)).Select(r => r.Name);
            throw new ConfigurationException(
                section.PathOf("Repository"),
                $"'{repository.Name}' serves no '{metadata.BundleKind}' bundles, which the metadata plugin '{metadata.Name}' takes: "
                    + $"use one of {NearestNames.Listing(repository.Name, compatible)}");
        }
        section.AllowOnly([.. Keys, .. repository.Settings]);
        var sources = ReadSources(section.GetSection("Sources"), repository);
        return new(
            name,
            section.RequiredText("Atlas", "the name of the atlas that the catalog belongs to"),
            isInternal,
            metadata,
            repository.Create(metadata.BundleKind, sources, section),
            section.Text("RepositoryName") ?? repository.Name,
            sources);
    }

    private static (string Name, bool IsInternal) ReadName(IConfigurationSection section)
    {
        var name = section.RequiredText("Name", "the name of the catalog");
        if (CatalogName.Fault(name) is { } fault)
            throw new ConfigurationException(section.PathOf("Name"), fault);
        var isInternal = section.Flag("Internal");
        if (isInternal == CatalogName.IsInternal(name))
            return (name, isInternal);
        throw new ConfigurationException(
            section.PathOf("Internal"),
            isInternal
                ? $"must be false for '{name}': internal catalogs have names that end in '-it'"
                : $"must be true for '{name}': catalogs with names that end in '-it' are internal");
    }

    private static TPlugin Plugin<TPlugin>(IConfigurationSection section, string key, TPlugin[] plugins, Func<TPlugin, string> nameOf)
        where TPlugin : class
    {
        var valid = plugins.Select(nameOf);
        var name = section.RequiredText(key, $"one of {NearestNames.Listing("", valid)}");
        return Array.Find(plugins, p => nameOf(p) == name)
            ?? throw new ConfigurationException(section.PathOf(key), $"'{name}' is not a plugin: use one of {NearestNames.Listing(name, valid)}");
    }

    private static List<SourceSpec> ReadSources(IConfigurationSection section, IRepositoryPluginFactory repository)
    {
        var sources = new List<SourceSpec>();
        foreach (var element in section.Elements())
        {
            element.AllowOnly(["Spec", .. repository.SourceSettings]);
            var path = element.Value is null ? element.PathOf("Spec") : element.Path;
            var text = element.Value ?? element.RequiredText("Spec", "the specification of the source, such as 'NAME:' or 'NAME:/1'");
            var source = Parse(text, path);
            if (sources.Contains(source))
                throw new ConfigurationException(path, $"'{source}' is there already: each source must be listed once");
            sources.Add(source);
        }
        return sources;
    }

    private static SourceSpec Parse(string text, string path)
    {
        try
        {
            return SourceSpec.Parse(text);
        }
        catch (FormatException e)
        {
            throw new ConfigurationException(path, e.Message);
        }
    }
}
