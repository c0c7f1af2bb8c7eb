using System.CommandLine;
using Azul.Indexer.Reindexing;

namespace Azul.Indexer.Commands;

/// <summary>What commands do once they have queued work.</summary>
internal static class QueuedWork
{
    /// <summary>Waits until the work is done, unless that is not wanted, and reports.</summary>
    public static async Task<int> FinishAsync(
        ParseResult parsed, IReindexing reindexing, int queued, long failedBefore, bool wait, CancellationToken cancellation)
    {
        var output = parsed.InvocationConfiguration.Output;
        var json = parsed.GetValue(CommonOptions.Json);
        if (!wait)
        {
            await (json ? CommandJson.WriteAsync(output, new { queued }) : output.WriteLineAsync($"{queued} messages were queued"));
            return 0;
        }
        var progress = json
            ? await reindexing.WaitAsync(null, cancellation)
            : await ProgressDisplay.WaitAsync(reindexing, CommandLine.ConsoleOf(output), cancellation);
        var failed = progress.Failed - failedBefore;
        await (json
            ? CommandJson.WriteAsync(output, new { queued, failed, seconds = progress.Elapsed.TotalSeconds })
            : output.WriteLineAsync(failed == 0 ? "Everything is indexed." : $"{failed} messages failed: 'queues dump notifications_fail' and 'queues dump tallies_fail' say why."));
        return failed == 0 ? 0 : CommandLine.Failed;
    }
}
