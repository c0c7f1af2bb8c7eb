using Azul.Plugins.Access;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Metadata;
using Azul.Search.Access;

namespace Azul.GraphSchema.Planning;

/// <summary>What holds below one root field of an operation: the catalog and what its caller may see of it.</summary>
internal sealed record RootScope(Catalog Catalog, bool IsDefault, AccessibleSources Accessible, string BaseUrl)
{
    /// <summary>
    /// The limit for queries of entities of the type: entities of a hub are shown to everybody, all others only where one of their sources is accessible.
    /// </summary>
    public SourceAccess AccessTo(EntityType type) => new(Accessible.Ids, IsLimit: !type.IsHub);
}
