namespace Azul.Plugins.Documents;

/// <summary>A contribution as the store holds it: its contents are UTF-8 JSON that is read only when they count.</summary>
public sealed record StoredContribution(EntityReference Entity, BundleFqid Bundle, SourceRef Source, bool Deleted, ReadOnlyMemory<byte> Contents)
{
    /// <summary>When the listing of the source began that it comes from, to the millisecond; null for one that a notification asked for.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>The contribution as it is stored.</summary>
    /// <param name="contribution">The contribution.</param>
    /// <param name="writer">What writes the other contributions of the bundle, if there are any.</param>
    public static StoredContribution Of(Contribution contribution, ContentsWriter? writer = null) => new(
        contribution.Entity, contribution.Bundle, contribution.Source, contribution.Deleted, (writer ?? new()).Serialize(contribution.Contents));
}
