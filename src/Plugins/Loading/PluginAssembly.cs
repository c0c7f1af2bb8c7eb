using System.Reflection;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Metadata;
using Azul.Plugins.Repositories;

namespace Azul.Plugins.Loading;

/// <summary>An assembly of plugins that the configuration names.</summary>
/// <param name="Key">The full path of the setting that names it.</param>
/// <param name="Types">Its plugins: public classes that can be made and are an <see cref="IMetadataPlugin"/>, an <see cref="IRepositoryPluginFactory"/> or both.</param>
internal sealed record PluginAssembly(string Key, IReadOnlyList<Type> Types)
{
    /// <summary>Loads the assembly. It is never unloaded.</summary>
    /// <param name="key">The full path of the setting that names it.</param>
    /// <param name="path">The full path of its file.</param>
    /// <exception cref="ConfigurationException">It cannot be loaded, or holds no plugin.</exception>
    public static PluginAssembly Load(string key, string path)
    {
        if (!File.Exists(path))
            throw new ConfigurationException(key, $"there is no file '{path}': it must be the path of an assembly of plugins");
        try
        {
            var assembly = LoadAlone(key, path);
            CheckContracts(key, path, assembly);
            Type[] types = [.. assembly.GetExportedTypes().Where(IsPlugin)];
            return types.Length > 0 ? new(key, types) : throw new ConfigurationException(
                key, $"'{path}' holds no plugin: one is a public class with a public constructor that implements {nameof(IMetadataPlugin)} or {nameof(IRepositoryPluginFactory)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TypeLoadException or BadImageFormatException or InvalidOperationException)
        {
            throw new ConfigurationException(key, $"'{path}' cannot be loaded: {e.Message}", e);
        }
    }

    private static Assembly LoadAlone(string key, string path)
    {
        try
        {
            return new PluginContext(path).LoadFromAssemblyPath(path);
        }
        catch (BadImageFormatException e)
        {
            throw new ConfigurationException(key, $"'{path}' is no .NET assembly", e);
        }
    }

    // The contracts are compatible within a major version.
    private static void CheckContracts(string key, string path, Assembly assembly)
    {
        var built = assembly.GetReferencedAssemblies().FirstOrDefault(name => name.Name == PluginContext.Contracts.Name)?.Version;
        var actual = PluginContext.Contracts.Version!;
        if (built is not null && (built.Major != actual.Major || built > actual))
            throw new ConfigurationException(key, $"'{path}' was built against version {built} of the contracts of plugins, and this program has {actual}: build it against that");
    }

    private static bool IsPlugin(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && (type.IsAssignableTo(typeof(IMetadataPlugin)) || type.IsAssignableTo(typeof(IRepositoryPluginFactory)))
        && type.GetConstructors().Length > 0;
}
