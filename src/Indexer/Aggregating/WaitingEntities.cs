using Azul.Indexer.Messages;

namespace Azul.Indexer.Aggregating;

/// <summary>
/// The entities that this process will aggregate once their time has come, and whose tallies it keeps in flight until then. Further tallies of theirs ask for nothing that is not going to be done, so
/// they are just added up. Safe for concurrent use.
/// </summary>
internal sealed class WaitingEntities
{
    private readonly Dictionary<string, Wait> waits = [];

    /// <summary>Has an entity wait, until the returned object is left or disposed of.</summary>
    /// <param name="tally">The sum of its tallies.</param>
    /// <param name="isHeld">
    /// Whether its messages are certainly in flight still. Once they are not, another process may have aggregated it already, so further tallies must not be forgotten for them.
    /// </param>
    public Wait Enter(Tally tally, Func<bool> isHeld)
    {
        var wait = new Wait(this, tally, isHeld);
        lock (waits)
            waits[tally.Group] = wait;
        return wait;
    }

    /// <summary>Adds a tally to those of its entity that wait, if there are any: it can be forgotten then.</summary>
    public bool TryAdd(Tally tally)
    {
        lock (waits)
        {
            if (!waits.TryGetValue(tally.Group, out var wait) || !wait.IsHeld)
                return false;
            wait.Tally = Sum(wait.Tally, tally);
            return true;
        }
    }

    private static Tally Sum(Tally tally, Tally other) => tally with { NumContributions = tally.NumContributions + other.NumContributions };

    /// <summary>The wait of one entity.</summary>
    public sealed class Wait(WaitingEntities entities, Tally tally, Func<bool> isHeld) : IDisposable
    {
        internal bool IsHeld => isHeld();

        internal Tally Tally { get; set; } = tally;

        /// <summary>Ends it: what comes from now on asks for another aggregation.</summary>
        /// <returns>The sum of the tallies.</returns>
        public Tally Leave()
        {
            lock (entities.waits)
            {
                if (entities.waits.GetValueOrDefault(Tally.Group) == this)
                    entities.waits.Remove(Tally.Group);
                return Tally;
            }
        }

        public void Dispose() => Leave();
    }
}
