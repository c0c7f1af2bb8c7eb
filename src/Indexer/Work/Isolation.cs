using Azul.Indexer.Queues;

namespace Azul.Indexer.Work;

/// <summary>
/// Keeps a message that may bring its process down from taking others with it: what was tried more than <see cref="Suspicious"/> times is worked on last and alone, when all others of the
/// batch are done with (<c>spec/indexer.md</c> §1.9).
/// </summary>
internal static class Isolation
{
    public const int Suspicious = 3;

    /// <summary>Messages in sets that are to be worked on one after the other.</summary>
    public static IEnumerable<IReadOnlyList<QueuedMessage>> InTurn(IReadOnlyList<QueuedMessage> messages)
    {
        var ordinary = messages.Where(m => m.ReceiveCount <= Suspicious).ToArray();
        if (ordinary.Length > 0)
            yield return ordinary;
        foreach (var suspect in messages.Where(m => m.ReceiveCount > Suspicious))
            yield return [suspect];
    }
}
