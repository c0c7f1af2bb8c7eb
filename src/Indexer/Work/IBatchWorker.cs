namespace Azul.Indexer.Work;

/// <summary>What is done with messages.</summary>
internal interface IBatchWorker
{
    /// <summary>The most messages to take at once.</summary>
    int BatchSize { get; }

    /// <summary>Waits until it makes sense to take more messages.</summary>
    Task ReadyAsync(CancellationToken stopping);

    /// <summary>
    /// Works on messages and settles each: completed once its effect is durable, or failed. Those that it leaves unsettled are put back. A message that fails must not keep others from being worked on.
    /// </summary>
    /// <param name="batch">The messages.</param>
    /// <param name="stopping">No further work should be begun.</param>
    /// <param name="abort">What is under way must end now.</param>
    /// <exception cref="OutageException">Nothing can be done for now, and it is not the messages' fault.</exception>
    Task WorkAsync(MessageBatch batch, CancellationToken stopping, CancellationToken abort);
}
