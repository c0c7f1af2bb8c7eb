using System.CommandLine;
using Azul.Indexer.Queues;
using Azul.Indexer.Reindexing;

namespace Azul.Indexer.Commands;

/// <summary>What commands do once they have queued work.</summary>
internal sealed class QueuedWork(IReindexing reindexing, IWorkQueues queues, TimeProvider time)
{
    private const string HowToGoOn = "What is queued stays queued, and workers go on with it: 'queues list' shows what is left, 'purge' drops it";

    // A worker takes what is queued within a second, and a bundle does not take long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Waits until the work is done, unless that is not wanted, and reports.</summary>
    /// <param name="parsed">The command.</param>
    /// <param name="queued">How many messages were queued.</param>
    /// <param name="failedBefore">How many messages had failed before.</param>
    /// <param name="wait">Whether to wait.</param>
    /// <param name="done">What to say if all went well.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<int> FinishAsync(ParseResult parsed, int queued, long failedBefore, bool wait, string done, CancellationToken cancellation)
    {
        var output = parsed.InvocationConfiguration.Output;
        var json = parsed.GetValue(CommonOptions.Json);
        if (!wait)
        {
            await CommandJson.ReportAsync(parsed, new { queued }, $"{Counted.Of(queued, "message")} queued.");
            return 0;
        }
        if (queued > 0 && !await queues.IsEnabledAsync(cancellation))
            await parsed.InvocationConfiguration.Error.WriteLineAsync("Indexing is disabled: nothing is done until 'enable'.");
        var watch = WatchFor(parsed);
        IndexingProgress progress;
        try
        {
            progress = json ? await reindexing.WaitAsync(new Quiet(watch), cancellation) : await ProgressDisplay.WaitAsync(reindexing, output, watch, cancellation);
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException($"{HowToGoOn}.");
        }
        var failed = progress.Failed - failedBefore;
        await CommandJson.ReportAsync(
            parsed,
            new { queued, failed, seconds = progress.Elapsed.TotalSeconds },
            failed == 0 ? done : $"{Counted.Of(failed, "message")} failed: 'queues dump notifications_fail' and 'queues dump tallies_fail' say why.");
        return failed == 0 ? 0 : CommandLine.Failed;
    }

    // Whoever waits for workers that are not there would wait forever.
    private Action<IndexingProgress> WatchFor(ParseResult parsed)
    {
        var (last, since, isTold) = ((-1L, -1L), time.GetTimestamp(), false);
        return progress =>
        {
            var now = (progress.Bundles, progress.Documents);
            if (now != last)
                (last, since) = (now, time.GetTimestamp());
            else if (!isTold && !progress.IsDone && time.GetElapsedTime(since) > Patience)
            {
                isTold = true;
                parsed.InvocationConfiguration.Error.WriteLine("Nothing was done for a while. Is a worker running, the gateway or 'run', and is indexing enabled ('queues list')?");
            }
        };
    }

    private sealed class Quiet(Action<IndexingProgress> watch) : IProgress<IndexingProgress>
    {
        public void Report(IndexingProgress value) => watch(value);
    }
}
