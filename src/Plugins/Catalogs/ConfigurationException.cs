namespace Azul.Plugins.Catalogs;

/// <summary>The configuration is wrong. Names the full path of the key, and what would be right.</summary>
public sealed class ConfigurationException(string key, string message, Exception? inner = null) : Exception($"CONFIGURATION: {key}: {message}", inner)
{
    /// <summary>The full path of the key, such as <c>Azul:Catalogs:0:Name</c>.</summary>
    public string Key { get; } = key;
}
