namespace Azul.Plugins.Documents;

/// <summary>A bundle's fully qualified id: a version of a bundle. Versions compare as strings.</summary>
public readonly record struct BundleFqid(string Uuid, string Version)
{
    /// <summary><c>uuid.version</c></summary>
    public override string ToString() => $"{Uuid}.{Version}";
}
