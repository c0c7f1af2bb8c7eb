using Azul.Plugins.Documents;

namespace Azul.Indexer.Maintenance;

/// <summary>An aggregate that is not what its contributions make.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Difference">How it differs, in words.</param>
internal sealed record AggregateFault(EntityReference Entity, string Difference);
