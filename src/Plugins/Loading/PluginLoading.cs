using System.Text.RegularExpressions;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Metadata;
using Azul.Plugins.Repositories;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Azul.Plugins.Loading;

/// <summary>Loads the plugins of the assemblies in the list <c>Azul:Plugins</c> of the configuration.</summary>
internal static partial class PluginLoading
{
    /// <summary>The key of the list.</summary>
    public const string Key = "Azul:Plugins";

    /// <summary>The given plugins and those that the configuration names.</summary>
    /// <param name="known">The plugins that need not be loaded.</param>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="root">The folder that relative paths start from.</param>
    /// <param name="services">What constructors of plugins can ask for.</param>
    /// <exception cref="ConfigurationException">An assembly cannot be loaded, or one of its plugins cannot be made or has no name of its own.</exception>
    public static PluginSet Load(PluginSet known, IConfiguration configuration, ContentRoot root, IServiceProvider services)
    {
        var (metadata, repositories) = (known.Metadata.ToList(), known.Repositories.ToList());
        foreach (var element in configuration.GetSection(Key).Elements())
        {
            var path = element.Value is { Length: > 0 } text ? text : throw new ConfigurationException(element.Path, "must be the path of an assembly of plugins");
            var assembly = PluginAssembly.Load(element.Path, root.PathOf(path));
            foreach (var type in assembly.Types)
            {
                var plugin = Make(assembly.Key, type, services);
                if (plugin is IMetadataPlugin ofMetadata)
                    Add(assembly.Key, metadata, ofMetadata, p => p.Name);
                if (plugin is IRepositoryPluginFactory ofRepositories)
                    Add(assembly.Key, repositories, ofRepositories, p => p.Name);
            }
        }
        return new(metadata, repositories);
    }

    private static object Make(string key, Type type, IServiceProvider services)
    {
        try
        {
            var plugin = ActivatorUtilities.CreateInstance(services, type);
            // What a plugin declares may be wrong, too, and be declared only when it is asked for.
            _ = (plugin as IMetadataPlugin)?.Model;
            return plugin;
        }
        catch (Exception e)
        {
            var cause = e;
            while (cause is TypeInitializationException { InnerException: { } inner })
                cause = inner;
            throw new ConfigurationException(key, $"the plugin {type.FullName} cannot be made: {cause.Message}", e);
        }
    }

    private static void Add<TPlugin>(string key, List<TPlugin> plugins, TPlugin plugin, Func<TPlugin, string> nameOf)
        where TPlugin : class
    {
        var (name, type) = (nameOf(plugin), plugin.GetType().FullName);
        if (name is null || !Name().IsMatch(name))
            throw new ConfigurationException(key, $"the plugin {type} is named '{name}': a name has lower-case words and digits joined by hyphens or underscores, and starts with a letter");
        if (plugins.Find(p => nameOf(p) == name) is { } other)
            throw new ConfigurationException(key, $"the plugin {type} is named '{name}', and so is {other.GetType().FullName}: each must have a name of its own");
        plugins.Add(plugin);
    }

    [GeneratedRegex(@"^[a-z][a-z0-9]*([-_][a-z0-9]+)*\z")]
    private static partial Regex Name();
}
