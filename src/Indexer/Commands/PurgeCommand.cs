using System.CommandLine;
using Azul.Indexer.Maintenance;
using Azul.Indexer.Queues;

namespace Azul.Indexer.Commands;

/// <summary><c>purge</c>: empties the work queues while no worker is at work.</summary>
internal static class PurgeCommand
{
    private static readonly Option<bool> Failed = new("--failed") { Description = "Purge the queues of failed messages as well." };

    public static Command Create()
    {
        var command = new Command("purge", "Remove all work, of all catalogs: disable indexing, wait until nothing is in flight, empty the work queues, and enable indexing again if it was.") { Failed };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var app = await CommandServices.OpenAsync(parsed, cancellation);
        var which = parsed.GetValue(Failed) ? WorkQueueNames.All : WorkQueueNames.Worked;
        try
        {
            var removed = await app.Services.GetRequiredService<QueuePurge>().PurgeAsync(which, Waiting(parsed), cancellation);
            string[] names = [.. which.Select(q => q.Name())];
            await CommandJson.ReportAsync(parsed, new { purged = names, removed }, $"Removed {Counted.Of(removed, "message")} from {string.Join(", ", names)}.");
            return 0;
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException("The switch is where it was before ('queues list' shows it). Repeat the command to purge what is left.");
        }
    }

    private static Action<long>? Waiting(ParseResult parsed)
    {
        if (parsed.GetValue(CommonOptions.Json))
            return null;
        var last = 0L;
        return inFlight =>
        {
            if (inFlight > 0 && inFlight != last)
                parsed.InvocationConfiguration.Output.WriteLine($"Indexing is disabled. Waiting for {Counted.Of(inFlight, "message")} that workers have begun with...");
            last = inFlight;
        };
    }
}
