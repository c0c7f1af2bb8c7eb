namespace Azul.Plugins.Documents;

/// <summary>A contribution as the store holds it: its contents are UTF-8 JSON that is read only when they count.</summary>
public sealed record StoredContribution(EntityReference Entity, BundleFqid Bundle, SourceRef Source, bool Deleted, ReadOnlyMemory<byte> Contents)
{
    /// <summary>When the listing of the source began that it comes from, to the millisecond; null for one that a notification asked for.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    public static StoredContribution Of(Contribution contribution) => new(
        contribution.Entity, contribution.Bundle, contribution.Source, contribution.Deleted, ValueJson.Serialize(contribution.Contents));
}
