using Azul.Plugins.Metadata;

namespace Azul.GraphSchema.Catalogs;

/// <summary>What can be done with a field.</summary>
internal sealed record FieldInfoNode(string Name, string Description, PropertyType Type, string Path, bool IsList, bool IsNullable, bool IsFacet, bool IsSortable);
