using System.CommandLine;
using System.Globalization;
using Azul.Indexer.Generations;
using Azul.Indexer.Queues;
using Azul.Indexer.Reindexing;
using Spectre.Console;

namespace Azul.Indexer.Commands;

/// <summary><c>queues</c>: what waits, what failed and why, and what to do about it.</summary>
internal static class QueuesCommand
{
    private static readonly Argument<string?> Which = new("queue") { Description = "The queue. Default: all of them.", Arity = ArgumentArity.ZeroOrOne, HelpName = "QUEUE" };

    private static readonly Argument<string> FailQueue = QueueArgument("The queue of failed messages.");

    public static Command Create()
    {
        FailQueue.AcceptOnlyFromAmong("notifications_fail", "tallies_fail");
        Which.AcceptOnlyFromAmong([.. WorkQueueNames.All.Select(q => q.Name())]);
        return new("queues", "Look at the queues and set them right.")
        {
            Sub("list", "How many messages are in each queue, what is left to be done, and how fast it is done, which takes a second to see.", ListAsync),
            QueueDumpCommand.Create(),
            QueueFeedCommand.Create(),
            Sub("purge", "Remove all messages of a queue, or of all queues, at once. 'purge' waits for the workers before.", PurgeAsync, Which),
            Sub("requeue", "Have failed messages tried again.", RequeueAsync, FailQueue),
            Sub("create", "Create the queues that do not exist.", CreateAsync),
        };
    }

    public static Argument<string> QueueArgument(string description)
    {
        var argument = new Argument<string>("queue") { Description = description, HelpName = "QUEUE" };
        argument.AcceptOnlyFromAmong([.. WorkQueueNames.All.Select(q => q.Name())]);
        return argument;
    }

    private static Command Sub(
        string name, string description, Func<ParseResult, IServiceProvider, TextWriter, CancellationToken, Task> action, params Argument[] arguments)
    {
        var command = new Command(name, description);
        foreach (var argument in arguments)
            command.Arguments.Add(argument);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var app = await CommandServices.OpenAsync(parsed, cancellation, mustExist: name != "create");
            await action(parsed, app.Services, parsed.InvocationConfiguration.Output, cancellation);
            return 0;
        });
        return command;
    }

    private static async Task ListAsync(ParseResult parsed, IServiceProvider services, TextWriter output, CancellationToken cancellation)
    {
        var queues = services.GetRequiredService<IWorkQueues>();
        var progress = await services.GetRequiredService<IndexingRate>().MeasureAsync(cancellation);
        var counts = await queues.CountAsync(cancellation);
        var enabled = await queues.IsEnabledAsync(cancellation);
        if (parsed.GetValue(CommonOptions.Json))
        {
            var states = WorkQueueNames.All.ToDictionary(q => q.Name(), q => new { counts[q].Queued, counts[q].Invisible, counts[q].Delayed });
            await CommandJson.WriteAsync(output, new
            {
                enabled,
                queues = states,
                progress = new
                {
                    notifications = progress.Bundles,
                    documents = progress.Documents,
                    progress.Failed,
                    notificationsPerSecond = Math.Round(progress.BundlesPerSecond, 1),
                    documentsPerSecond = Math.Round(progress.DocumentsPerSecond, 1),
                    secondsLeft = progress.TimeLeft is { } left ? Math.Round(left.TotalSeconds) : (double?)null,
                },
            });
            return;
        }
        var table = new Table().AddColumn("queue");
        foreach (var column in new[] { "queued", "in flight", "delayed" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var queue in WorkQueueNames.All)
            table.AddRow(queue.Name(), $"{counts[queue].Queued}", $"{counts[queue].Invisible}", $"{counts[queue].Delayed}");
        CommandLine.ConsoleOf(output).Write(table);
        await output.WriteLineAsync(Describe(progress, queues.HasExactCounts));
        if (!enabled)
            await output.WriteLineAsync("Indexing is disabled: workers take nothing until 'enable'.");
    }

    private static string Describe(IndexingProgress progress, bool isExact)
    {
        if (progress.IsDone && progress.BundlesPerSecond + progress.DocumentsPerSecond == 0)
            return "Everything is indexed" + (progress.Failed == 0 ? "." : $", except for {Counted.Of(progress.Failed, "message")} that failed.");
        // What workers elsewhere do is seen only where less is left then.
        var atLeast = isExact ? "" : "at least ";
        var end = progress is { IsDone: false, TimeLeft: { } time } ? $" At that rate it takes {TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds))}." : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Counted.Of(progress.Bundles, "notification")} and {Counted.Of(progress.Documents, "document")} are left, {progress.Failed} failed. Within a second {atLeast}{progress.BundlesPerSecond:0} notifications and {progress.DocumentsPerSecond:0} documents were done.{end}");
    }

    private static async Task PurgeAsync(ParseResult parsed, IServiceProvider services, TextWriter output, CancellationToken cancellation)
    {
        var purged = services.GetRequiredService<PurgedGenerations>();
        WorkQueue[] which = parsed.GetValue(Which) is { } name ? [WorkQueueNames.Find(name)!.Value] : [.. WorkQueueNames.All];
        foreach (var queue in which)
            await purged.PurgeAsync(queue, cancellation);
        await ReportAsync(parsed, output, new { purged = which.Select(q => q.Name()) }, $"Purged {string.Join(", ", which.Select(q => q.Name()))}.");
    }

    private static async Task RequeueAsync(ParseResult parsed, IServiceProvider services, TextWriter output, CancellationToken cancellation)
    {
        var queues = services.GetRequiredService<IWorkQueues>();
        var from = WorkQueueNames.Find(parsed.GetRequiredValue(FailQueue))!.Value;
        var moved = 0L;
        try
        {
            await queues.RequeueAsync(from, cancellation, soFar => moved = soFar);
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException($"{Counted.Of(moved, "message")} went from {from.Name()} to {from.Retry().Name()}. Repeat the command for the rest.");
        }
        await ReportAsync(parsed, output, new { moved }, $"{Counted.Of(moved, "message")} went from {from.Name()} to {from.Retry().Name()}.");
    }

    private static async Task CreateAsync(ParseResult parsed, IServiceProvider services, TextWriter output, CancellationToken cancellation)
    {
        var created = await services.GetRequiredService<IWorkQueues>().CreateAsync(cancellation);
        await ReportAsync(
            parsed, output, new { created = created.Select(q => q.Name()) }, created.Count == 0 ? "The queues are there." : $"Created {string.Join(", ", created.Select(q => q.Name()))}.");
    }

    private static Task ReportAsync(ParseResult parsed, TextWriter output, object json, string text) =>
        parsed.GetValue(CommonOptions.Json) ? CommandJson.WriteAsync(output, json) : output.WriteLineAsync(text);
}
