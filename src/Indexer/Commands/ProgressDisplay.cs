using System.CommandLine;
using Azul.Indexer.Reindexing;
using Spectre.Console;

namespace Azul.Indexer.Commands;

/// <summary>Progress bars, with rate and estimate of the end.</summary>
internal static class ProgressDisplay
{
    /// <summary>Waits until all that is queued is indexed, and shows how it goes.</summary>
    /// <param name="reindexing">The work.</param>
    /// <param name="output">Where to show it.</param>
    /// <param name="watch">Told of each look as well.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static Task<IndexingProgress> WaitAsync(IReindexing reindexing, TextWriter output, Action<IndexingProgress> watch, CancellationToken cancellation)
    {
        var console = CommandLine.ConsoleOf(output);
        if (!console.Profile.Out.IsTerminal)
        {
            var lines = new ProgressLines(output);
            return reindexing.WaitAsync(new Immediate(p => ShowLines(lines, p)), cancellation);
        }
        return For(console).StartAsync(async display =>
        {
            // Parts of sources that are to be listed are among them, so they are not called bundles.
            var notifications = display.AddTask("notifications", maxValue: 1);
            var documents = display.AddTask("documents", maxValue: 1);
            var progress = new Immediate(p =>
            {
                Show(notifications, p.BundlesDone, p.Bundles, $"notifications [dim]{Note(p)}[/]");
                Show(documents, p.DocumentsDone, p.Documents, "documents");
                watch(p);
            });
            return await reindexing.WaitAsync(progress, cancellation);
        });

        void ShowLines(ProgressLines lines, IndexingProgress p)
        {
            lines.Show("notifications", p.BundlesDone, p.BundlesDone + p.Bundles, $", {Note(p)}");
            lines.Show("documents", p.DocumentsDone, p.DocumentsDone + p.Documents);
            watch(p);
        }
    }

    /// <summary>Does something that reports how much of it is done, with a bar unless JSON is wanted.</summary>
    /// <param name="parsed">The command.</param>
    /// <param name="name">What is counted.</param>
    /// <param name="total">How much there is to do, as far as is known.</param>
    /// <param name="work">The work.</param>
    public static async Task<T> RunAsync<T>(ParseResult parsed, string name, long total, Func<Action<long>, Task<T>> work)
    {
        if (parsed.GetValue(CommonOptions.Json))
            return await work(_ => { });
        var output = parsed.InvocationConfiguration.Output;
        var console = CommandLine.ConsoleOf(output);
        if (!console.Profile.Out.IsTerminal)
        {
            var lines = new ProgressLines(output);
            return await work(done => lines.Show(name, done, total));
        }
        return await For(console).StartAsync(async display =>
        {
            name = Markup.Escape(name);
            var task = display.AddTask(name, maxValue: Math.Max(1, total));
            var result = await work(done =>
            {
                task.MaxValue = Math.Max(task.MaxValue, done);
                task.Value = done;
                task.Description = task.Speed is { } speed ? $"{name} [dim]{speed:0}/s[/]" : name;
            });
            task.Value = task.MaxValue;
            return result;
        });
    }

    private static string Note(IndexingProgress progress) =>
        $"{progress.BundlesPerSecond:0}/s{(progress.Failed > 0 ? $", {progress.Failed} failed" : "")}";

    private static Progress For(IAnsiConsole console) => console.Progress()
        .AutoClear(false)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn());

    private static void Show(ProgressTask task, long done, long left, string description)
    {
        task.Description = description;
        task.MaxValue = Math.Max(1, done + left);
        task.Value = left == 0 ? task.MaxValue : done;
    }

    // System.Progress would report from other threads and in any order.
    private sealed class Immediate(Action<IndexingProgress> report) : IProgress<IndexingProgress>
    {
        public void Report(IndexingProgress value) => report(value);
    }
}
