using Azul.Indexer.Messages;
using Azul.Search.Documents;

namespace Azul.Indexer.Aggregating;

/// <summary>What an entity's aggregate is to become.</summary>
/// <param name="Tally">What asked for it.</param>
/// <param name="Write">The new state.</param>
/// <param name="Visible">How many contributions it is made of.</param>
internal sealed record AggregateState(Tally Tally, AggregateWrite Write, long Visible)
{
    /// <summary>Whether there is nothing to be written: no aggregate, and none before.</summary>
    public bool IsNothing => Write.Document is null && Write.ExpectedVersion == 0;

    /// <summary>Whether contributions are missing that were written, for the store may lag behind.</summary>
    public bool IsShort => Visible < Tally.NumContributions;

    public long Size => Write.Document is { } document ? 512 + document.Native.Length + document.Hit.Length : 0;
}
