using Azul.Plugins.Metadata;

namespace Azul.GraphSchema.Catalogs;

/// <summary>An entity type and its fields, for programs that build user interfaces.</summary>
internal sealed record EntityTypeNode(EntityType EntityType, string DefaultSort, IReadOnlyList<FieldInfoNode> Fields);
