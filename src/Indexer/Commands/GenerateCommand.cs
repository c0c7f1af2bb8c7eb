using System.CommandLine;
using Azul.Indexer.Generate;

namespace Azul.Indexer.Commands;

/// <summary><c>generate</c>: a made-up staging area.</summary>
internal static class GenerateCommand
{
    private static readonly Argument<string> Folder = new("folder") { Description = "The folder to write to; it must be empty or absent." };

    private static readonly Option<int> Bundles = new("--bundles", "-n") { Description = "How many bundles.", DefaultValueFactory = _ => 1000, HelpName = "N" };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "The same seed makes the same bytes.",
        DefaultValueFactory = _ => StagingAreaOptions.DefaultSeed,
        HelpName = "N",
    };

    private static readonly Option<bool> OneProject = new("--one-project")
    {
        Description = "All bundles in one project. Otherwise the largest project has 40 % of them, and sizes follow Zipf's law.",
    };

    public static Command Create()
    {
        var command = new Command("generate", "Write a staging area of made-up bundles, of any size.") { Folder, Bundles, Seed, OneProject };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var options = new StagingAreaOptions
        {
            Folder = parsed.GetRequiredValue(Folder),
            Bundles = parsed.GetValue(Bundles),
            Seed = parsed.GetValue(Seed),
            InOneProject = parsed.GetValue(OneProject),
        };
        var generator = new StagingAreaGenerator(options);
        try
        {
            await ProgressDisplay.RunAsync(parsed, "bundles", options.Bundles, async report =>
            {
                await generator.GenerateAsync(new Immediate(report), cancellation);
                return options.Bundles;
            });
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException($"The area in {options.Folder} is incomplete: delete the folder and repeat the command.");
        }
        await CommandJson.ReportAsync(
            parsed, new { folder = options.Folder, bundles = options.Bundles, seed = options.Seed }, $"The area in {options.Folder} has {Counted.Of(options.Bundles, "bundle")}.");
        return 0;
    }

    private sealed class Immediate(Action<long> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
