using Azul.Plugins.Documents;

namespace Azul.Search.Documents;

/// <summary>A new state of an aggregate.</summary>
/// <param name="Entity">The outer entity.</param>
/// <param name="Document">The new document, or null if the aggregate is to go.</param>
/// <param name="ExpectedVersion">The version that was read before, 0 for none.</param>
public sealed record AggregateWrite(EntityReference Entity, AggregateDocument? Document, long ExpectedVersion);
