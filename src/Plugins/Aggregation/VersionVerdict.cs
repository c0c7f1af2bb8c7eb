namespace Azul.Plugins.Aggregation;

/// <summary>
/// Whether a version of a bundle counts that was added, deleted or both. Of notifications nobody knows the order, so a deletion outlasts an addition. Listings of the source have a time: what the
/// latest one says holds, against notifications too. Where one listing says both, the bundle has moved to another source.
/// </summary>
public struct VersionVerdict : IEquatable<VersionVerdict>
{
    // Null: not at all; the least value: by a notification.
    private DateTimeOffset? added;
    private DateTimeOffset? deleted;

    /// <summary>Whether the version counts.</summary>
    public readonly bool Counts => added is { } a && (deleted is not { } d || a > d || (a == d && a != DateTimeOffset.MinValue));

    /// <summary>Notes an instruction. Their order does not matter.</summary>
    /// <param name="isDeletion">Whether it deletes the version.</param>
    /// <param name="listedAt">The time of the listing that it comes from; null for a notification.</param>
    public void Note(bool isDeletion, DateTimeOffset? listedAt)
    {
        ref var noted = ref isDeletion ? ref deleted : ref added;
        var time = listedAt ?? DateTimeOffset.MinValue;
        if (noted is null || noted < time)
            noted = time;
    }

    public readonly bool Equals(VersionVerdict other) => added == other.added && deleted == other.deleted;

    public override readonly bool Equals(object? obj) => obj is VersionVerdict other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(added, deleted);

    public static bool operator ==(VersionVerdict left, VersionVerdict right) => left.Equals(right);

    public static bool operator !=(VersionVerdict left, VersionVerdict right) => !left.Equals(right);
}
