using System.Collections.Frozen;
using Azul.Search.Documents;
using Azul.Search.Validation;

namespace Azul.Search.Embedded.Evaluation;

/// <summary>The tables of a catalog in memory, brought up to date whenever they are looked at. Safe for concurrent use.</summary>
internal sealed class CatalogTables
{
    private readonly CatalogFile file;
    private readonly FrozenDictionary<string, EntityTableBuilder> builders;
    private readonly FrozenDictionary<string, int> indexOf;
    private readonly Lock following = new();

    private Snapshot current;

    public CatalogTables(CatalogFile file)
    {
        this.file = file;
        Columns = [.. Column.Of(file.Catalog.Metadata.Model)];
        indexOf = Columns.Index().ToFrozenDictionary(c => c.Item.Name, c => c.Index);
        Validation = new(file.Catalog);
        builders = file.Catalog.Metadata.Model.EntityTypes.ToFrozenDictionary(t => t.Name, _ => new EntityTableBuilder(Columns));
        current = new(0, Tables());
    }

    public CatalogFile File => file;

    public IReadOnlyList<Column> Columns { get; }

    public QueryValidation Validation { get; }

    /// <summary>Where the column of this name is among all.</summary>
    public int IndexOf(string column) => indexOf[column];

    /// <summary>
    /// Does something with the tables as they are in the file now. The connection it gets sees the same state, so that every row's payload is there.
    /// </summary>
    public T Read<T>(Func<CatalogConnection, IReadOnlyDictionary<string, EntityTable>, T> work)
    {
        while (true)
        {
            // Taken before the transaction begins, so that it cannot be ahead of it.
            var known = Volatile.Read(ref current);
            var (isCurrent, result) = file.Read(connection =>
                UpToDate(connection, known) is { } snapshot ? (true, work(connection, snapshot.Tables)) : (false, default(T)!));
            if (isCurrent)
                return result;
        }
    }

    // Null where others have gone on beyond the state that the connection sees.
    private Snapshot? UpToDate(CatalogConnection connection, Snapshot known)
    {
        var last = AggregateTable.LastChange(connection);
        if (last == known.LastChange)
            return known;
        lock (following)
        {
            if (current.LastChange > last)
                return null;
            if (current.LastChange < last)
                Volatile.Write(ref current, Follow(connection, current.LastChange, last));
            return current;
        }
    }

    private Snapshot Follow(CatalogConnection connection, long known, long last)
    {
        foreach (var change in AggregateTable.ChangesAfter(connection, known))
        {
            if (builders.TryGetValue(change.Entity.EntityType, out var builder))
                builder.Apply(change);
        }
        return new(last, Tables());
    }

    private FrozenDictionary<string, EntityTable> Tables() => builders.ToFrozenDictionary(b => b.Key, b => b.Value.ToTable());

    private sealed record Snapshot(long LastChange, IReadOnlyDictionary<string, EntityTable> Tables);
}
