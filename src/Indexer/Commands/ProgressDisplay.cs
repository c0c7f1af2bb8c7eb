using System.CommandLine;
using Azul.Indexer.Reindexing;
using Spectre.Console;

namespace Azul.Indexer.Commands;

/// <summary>Progress bars, with rate and estimate of the end.</summary>
public static class ProgressDisplay
{
    /// <summary>Waits until all that is queued is indexed, and shows how it goes.</summary>
    public static Task<IndexingProgress> WaitAsync(IReindexing reindexing, IAnsiConsole console, CancellationToken cancellation) =>
        For(console).StartAsync(async display =>
        {
            var bundles = display.AddTask("bundles", maxValue: 1);
            var documents = display.AddTask("documents", maxValue: 1);
            var progress = new Immediate(p =>
            {
                Show(bundles, p.BundlesDone, p.Bundles, $"bundles [dim]{p.BundlesPerSecond:0}/s{(p.Failed > 0 ? $", {p.Failed} failed" : "")}[/]");
                Show(documents, p.DocumentsDone, p.Documents, "documents");
            });
            return await reindexing.WaitAsync(progress, cancellation);
        });

    /// <summary>Does something that reports how much of it is done, with a bar unless JSON is wanted.</summary>
    /// <param name="parsed">The command.</param>
    /// <param name="name">What is counted.</param>
    /// <param name="total">How much there is to do, as far as is known.</param>
    /// <param name="work">The work.</param>
    internal static async Task<T> RunAsync<T>(ParseResult parsed, string name, long total, Func<Action<long>, Task<T>> work)
    {
        if (parsed.GetValue(CommonOptions.Json))
            return await work(_ => { });
        return await For(CommandLine.ConsoleOf(parsed.InvocationConfiguration.Output)).StartAsync(async display =>
        {
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

    internal static Progress For(IAnsiConsole console) => console.Progress()
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
