using Azul.Plugins.Documents;

namespace Azul.Plugins.Metadata;

/// <summary>A copy of an inner entity and the version of the bundle that it is from.</summary>
public readonly record struct VersionedEntity(Entity Entity, string BundleVersion);
