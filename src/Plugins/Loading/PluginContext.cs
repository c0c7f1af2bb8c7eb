using System.Reflection;
using System.Runtime.Loader;

namespace Azul.Plugins.Loading;

/// <summary>
/// Loads a plugin's assembly and what it depends on from the plugin's own folder, so that plugins cannot disturb each other or the program. Shared with the program are the contracts and whatever
/// their types are made of: the platform and its extensions. Of these the plugin brings only what the program lacks.
/// </summary>
internal sealed class PluginContext : AssemblyLoadContext
{
    private static readonly string[] SharedPrefixes = ["System.", "Microsoft.Extensions."];

    private readonly AssemblyDependencyResolver resolver;

    /// <param name="path">The full path of the plugin's assembly.</param>
    public PluginContext(string path)
        : base(path)
    {
        resolver = new(path);
        Resolving += (_, name) => LoadOwn(name);
    }

    /// <summary>The contracts that plugins are built against.</summary>
    public static AssemblyName Contracts { get; } = typeof(PluginContext).Assembly.GetName();

    // Null stands for what the program has. Only where it has nothing is the plugin's folder asked once more.
    protected override Assembly? Load(AssemblyName assemblyName) => IsShared(assemblyName.Name!) ? null : LoadOwn(assemblyName);

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    private Assembly? LoadOwn(AssemblyName name) => resolver.ResolveAssemblyToPath(name) is { } path ? LoadFromAssemblyPath(path) : null;

    private static bool IsShared(string name) => name == Contracts.Name || Array.Exists(SharedPrefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
