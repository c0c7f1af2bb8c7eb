using Azul.Plugins.Metadata;
using Azul.Plugins.Repositories;

namespace Azul.Plugins.Catalogs;

/// <summary>A named group of indices, fed by one repository and one metadata plugin.</summary>
/// <param name="Name">Lower-case words and digits, joined by hyphens; 64 characters at most.</param>
/// <param name="Atlas">The atlas that the catalog belongs to.</param>
/// <param name="IsInternal">Whether user interfaces hide the catalog.</param>
/// <param name="Metadata">The metadata plugin.</param>
/// <param name="Repository">The repository.</param>
/// <param name="RepositoryName">The name that is shown for the repository plugin.</param>
/// <param name="Sources">The configured sources.</param>
public sealed record Catalog(
    string Name,
    string Atlas,
    bool IsInternal,
    IMetadataPlugin Metadata,
    IRepositoryPlugin Repository,
    string RepositoryName,
    IReadOnlyList<SourceSpec> Sources);
