namespace Azul.Indexer.Messages;

/// <summary>What a message of the notification queues asks for (<c>spec/indexer.md</c> §1.5).</summary>
/// <param name="Catalog">The name of the catalog; whether there is one of that name is for the worker to see.</param>
public abstract record IndexingMessage(string Catalog)
{
    /// <summary>The only generation that is meant; null for every one that is kept up to date.</summary>
    public long? Generation { get; init; }
}
