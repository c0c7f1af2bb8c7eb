using System.Runtime.InteropServices;

namespace Azul.Plugins.Repositories.Staging;

/// <summary>The greatest version of each id, held compactly for millions of ids: two arrays, sorted by id. Immutable.</summary>
/// <typeparam name="TDetail">What is known of an id beside its version.</typeparam>
internal sealed class LatestVersions<TDetail>
    where TDetail : struct
{
    private readonly Guid[] ids;
    private readonly Entry[] entries;

    private LatestVersions(Guid[] ids, Entry[] entries)
    {
        this.ids = ids;
        this.entries = entries;
    }

    public int Count => ids.Length;

    public (Guid Id, Entry Entry) this[int index] => (ids[index], entries[index]);

    public Entry? Find(Guid id)
    {
        var index = Array.BinarySearch(ids, id);
        return index >= 0 ? entries[index] : null;
    }

    /// <summary>The position of the first id that is not before the given one.</summary>
    public int PositionOf(Guid id)
    {
        var index = Array.BinarySearch(ids, id);
        return index >= 0 ? index : ~index;
    }

    /// <summary>One id's greatest version.</summary>
    /// <param name="Version">The version (<see cref="DcpVersion"/>).</param>
    /// <param name="Detail">What is known of it.</param>
    /// <param name="IsAmbiguous">Whether two files have the id and this version.</param>
    public readonly record struct Entry(long Version, TDetail Detail, bool IsAmbiguous);

    /// <summary>Collects names in any order.</summary>
    public sealed class Builder
    {
        private readonly List<Guid> ids = [];
        private readonly List<Entry> entries = [];

        public void Add(Guid id, long version, TDetail detail)
        {
            ids.Add(id);
            entries.Add(new(version, detail, IsAmbiguous: false));
        }

        public LatestVersions<TDetail> Build()
        {
            var sortedIds = CollectionsMarshal.AsSpan(ids);
            var sortedEntries = CollectionsMarshal.AsSpan(entries);
            sortedIds.Sort(sortedEntries);
            var count = KeepGreatest(sortedIds, sortedEntries);
            return new(sortedIds[..count].ToArray(), sortedEntries[..count].ToArray());
        }

        private static int KeepGreatest(Span<Guid> ids, Span<Entry> entries)
        {
            var count = 0;
            for (var i = 0; i < ids.Length; i++)
            {
                if (count == 0 || ids[i] != ids[count - 1])
                {
                    ids[count] = ids[i];
                    entries[count++] = entries[i];
                }
                else if (entries[i].Version > entries[count - 1].Version)
                {
                    entries[count - 1] = entries[i];
                }
                else if (entries[i].Version == entries[count - 1].Version)
                {
                    entries[count - 1] = entries[count - 1] with { IsAmbiguous = true };
                }
            }
            return count;
        }
    }
}
