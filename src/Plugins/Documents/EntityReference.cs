namespace Azul.Plugins.Documents;

/// <summary>An entity by its type and id: of an outer entity (<c>files</c>) or, in replicas, of a source entity (<c>sequence_file</c>).</summary>
public readonly record struct EntityReference(string EntityType, string EntityId)
{
    /// <summary>By type, then id, both ordinal.</summary>
    public static Comparer<EntityReference> Order { get; } = Comparer<EntityReference>.Create((a, b) =>
        string.CompareOrdinal(a.EntityType, b.EntityType) is not 0 and var byType ? byType : string.CompareOrdinal(a.EntityId, b.EntityId));

    /// <summary><c>type/id</c></summary>
    public override string ToString() => $"{EntityType}/{EntityId}";

    public static EntityReference Parse(string text) => text.Split('/') is [var type, var id]
        ? new(type, id)
        : throw new FormatException($"Expected an entity reference of the form 'type/id', but found '{text}'");
}
