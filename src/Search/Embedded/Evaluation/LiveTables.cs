using System.Diagnostics;

namespace Azul.Search.Embedded.Evaluation;

/// <summary>
/// The tables of whichever generation of a catalog is live. While another one is being built its tables are followed too, now and then and beside the queries, so that none of them has to wait for all of
/// it to be read after the switch. Safe for concurrent use.
/// </summary>
internal sealed class LiveTables(GenerationFile generations)
{
    private static readonly TimeSpan FollowEvery = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private volatile CatalogTables? current;
    private volatile CatalogTables? next;
    private Task following = Task.CompletedTask;
    private long followedAt = Stopwatch.GetTimestamp();

    /// <summary>
    /// Reads the tables of the live generation. Where another one became live meanwhile, the one that was read may have been cleaned up under the reader's hands, so it is read again.
    /// </summary>
    public void Read(Action<CatalogTables> read)
    {
        while (true)
        {
            var tables = Current();
            try
            {
                read(tables);
                if (IsLive(tables))
                    return;
            }
            catch (StoreException) when (!IsLive(tables))
            {
            }
        }
    }

    private bool IsLive(CatalogTables tables) => generations.Live().Path == tables.File.Path;

    /// <summary>The tables of the generation that is live now. Who has them already goes on with them when another one becomes live.</summary>
    private CatalogTables Current()
    {
        var live = generations.Live();
        if (Stopwatch.GetElapsedTime(Volatile.Read(ref followedAt)) > FollowEvery)
            BeginToFollow();
        if (current is { } tables && tables.File.Path == live.Path)
            return tables;
        lock (gate)
        {
            if (current is { } others && others.File.Path == live.Path)
                return others;
            // Lets go of what is open of the old one.
            generations.List();
            var ready = next is { } followed && followed.File.Path == live.Path ? followed : new(live);
            next = null;
            return current = ready;
        }
    }

    private void BeginToFollow()
    {
        lock (gate)
        {
            if (!following.IsCompleted)
                return;
            followedAt = Stopwatch.GetTimestamp();
            following = Task.Run(Follow);
        }
    }

    private void Follow()
    {
        try
        {
            if (generations.List().FirstOrDefault(g => g.IsBuilt) is not { } built)
            {
                next = null;
                return;
            }
            var file = generations.FileOf(built.Number);
            var tables = next is { } followed && followed.File.Path == file.Path ? followed : new CatalogTables(file);
            next = tables;
            tables.Read((_, _) => true);
        }
        catch (StoreException)
        {
            // Then the first query after the switch reads what is missing, or says why it cannot.
        }
    }
}
