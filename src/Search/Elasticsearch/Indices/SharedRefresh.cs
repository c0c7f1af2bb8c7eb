using System.Collections.Concurrent;
using Azul.Search.Elasticsearch.Transport;

namespace Azul.Search.Elasticsearch.Indices;

/// <summary>Makes what was written visible to searches. Those who ask at the same time share a refresh, which begins after all of them have asked. Safe for concurrent use.</summary>
internal sealed class SharedRefresh(ElasticsearchConnection connection)
{
    private static readonly int[] Missing = [404];

    private readonly ConcurrentDictionary<string, Turns> turns = [];

    /// <summary>Waits until searches by an alias see every write that was acknowledged before the call. An alias that is missing is no error yet.</summary>
    public Task RefreshAsync(string alias, CancellationToken cancellation) => turns.GetOrAdd(alias, a => new(() => RefreshNowAsync(a))).NextAsync().WaitAsync(cancellation);

    private async Task RefreshNowAsync(string alias)
    {
        // Others wait for it too, so that none of them can end it.
        using var answer = await connection.SendAsync(ElasticsearchRequest.Post($"{alias}/_refresh") with { Expected = Missing }, CancellationToken.None);
    }

    private sealed class Turns(Func<Task> run)
    {
        private readonly Lock gate = new();
        private Task running = Task.CompletedTask;
        private Task? next;

        public Task NextAsync()
        {
            lock (gate)
                return next ??= AfterAsync(running);
        }

        private async Task AfterAsync(Task before)
        {
            // Off the lock, so that the task is there before it goes on.
            await Task.Yield();
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Task mine;
            lock (gate)
            {
                running = mine = run();
                next = null;
            }
            await mine;
        }
    }
}
