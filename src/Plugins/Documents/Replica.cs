namespace Azul.Plugins.Documents;

/// <summary>A verbatim copy of one source document, addressed by its content.</summary>
/// <param name="Entity">Schema name and id of the copied entity.</param>
/// <param name="ContentHash">Lower-case hex SHA-1 of the canonical JSON of the contents (<see cref="CanonicalJson"/>).</param>
/// <param name="Contents">The copied document as UTF-8 JSON.</param>
/// <param name="HubIds">Ids of the file entities that lead to the replica, distinct and sorted; empty where every file of the project or data set does.</param>
public sealed record Replica(EntityReference Entity, string ContentHash, ReadOnlyMemory<byte> Contents, IReadOnlyList<string> HubIds)
{
    /// <summary><c>{type}_{entity id}_{content hash}</c> (<c>spec/indexer.md</c> §2.3).</summary>
    public string DocumentId => $"{Entity.EntityType}_{Entity.EntityId}_{ContentHash}";
}
