using Azul.Plugins.Metadata;

namespace Azul.GraphSchema.Nodes;

/// <summary>Where a file can be downloaded from (<c>spec/service.md</c> §4.2).</summary>
internal static class FileUrl
{
    public const string Name = "url";

    private const string Uuid = "uuid";
    private const string Version = "version";
    private const string DrsUri = "drs_uri";

    /// <summary>Whether entities with these properties are files that can be downloaded.</summary>
    public static bool IsFor(IReadOnlyList<Property> properties) => new[] { Uuid, Version, DrsUri }.All(name => properties.Any(p => p.Name == name));

    /// <summary>The URL; null where the repository needs a DRS URI and the file has none.</summary>
    public static string? Of(DocumentNode file)
    {
        if (file.Text(Uuid) is not { } uuid || file.Text(Version) is not { } version || (file.Scope.Catalog.Repository.NeedsDrsUri && file.Text(DrsUri) is null))
            return null;
        return $"{file.Scope.BaseUrl}/repository/files/{uuid}?catalog={Uri.EscapeDataString(file.Scope.Catalog.Name)}&version={Uri.EscapeDataString(version)}";
    }
}
