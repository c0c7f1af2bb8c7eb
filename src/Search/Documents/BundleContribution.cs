using Azul.Plugins.Documents;

namespace Azul.Search.Documents;

/// <summary>That a version of a bundle contributes to an entity.</summary>
internal sealed record BundleContribution(BundleFqid Bundle, EntityReference Entity, bool Deleted, DateTimeOffset? ListedAt);
