namespace Azul.Plugins.Catalogs;

/// <summary>The folder that relative paths in the configuration start from. Constructors of plugins may ask for it.</summary>
public sealed record ContentRoot(string Folder)
{
    /// <summary>The full path of a path in the configuration.</summary>
    public string PathOf(string path) => Path.GetFullPath(path, Path.GetFullPath(Folder));
}
