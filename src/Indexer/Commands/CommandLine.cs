using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Azul.Indexer.Queues;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Naming;
using Azul.Plugins.Repositories;
using Azul.Search;
using Spectre.Console;

namespace Azul.Indexer.Commands;

/// <summary>The commands of the program.</summary>
internal static class CommandLine
{
    /// <summary>Something failed, or is not as it should be.</summary>
    public const int Failed = 1;

    /// <summary>The command or the configuration is wrong; nothing was done.</summary>
    public const int Wrong = 2;

    /// <summary>Stopped by the user; <c>128 + SIGINT</c>.</summary>
    public const int Stopped = 130;

    // Lines that are read with ease, however wide the terminal is.
    private const int HelpWidth = 120;

    // The worker may take ten seconds to finish what is under way.
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(
        string[] args, TextWriter? output = null, TextWriter? error = null, TextReader? input = null, CancellationToken cancellation = default)
    {
        var configuration = new CommandInvocation(input ?? Console.In)
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TerminationTimeout,
            Output = output ?? Console.Out,
            Error = error ?? Console.Error,
        };
        var parsed = Create().Parse(SettingArguments.Join(args));
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
            return await RefuseAsync(parsed, configuration.Error);
        try
        {
            return await parsed.InvokeAsync(configuration, cancellation);
        }
        catch (StoppedException e)
        {
            await configuration.Error.WriteLineAsync($"Stopped. {e.Message}");
            return Stopped;
        }
        catch (OperationCanceledException)
        {
            await configuration.Error.WriteLineAsync("Stopped. Repeat the command to go on.");
            return Stopped;
        }
        catch (Exception e) when (e is ConfigurationException or ArgumentException or ReindexingException { IsRequestWrong: true })
        {
            await configuration.Error.WriteLineAsync(e.Message);
            return Wrong;
        }
        catch (Exception e) when (e is QueueException or StoreException or RepositoryException or BundleException or ReindexingException or IOException or UnauthorizedAccessException)
        {
            await configuration.Error.WriteLineAsync(e.Message);
            return Failed;
        }
    }

    // The help as a whole would push the error out of sight.
    private static async Task<int> RefuseAsync(ParseResult parsed, TextWriter error)
    {
        foreach (var text in parsed.Errors.Select(e => e.Message).Distinct())
            await error.WriteLineAsync(text);
        var path = new List<string>();
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult { Command: not RootCommand } command; result = command.Parent)
            path.Insert(0, command.Command.Name);
        if (parsed.UnmatchedTokens is [var unknown, ..] && NearestNames.Hint(unknown, KnownNames(parsed.CommandResult.Command)) is { Length: > 0 } hint)
            await error.WriteLineAsync($"'{unknown}' is unknown{hint}");
        await error.WriteLineAsync($"'{string.Join(' ', path.Append("--help"))}' explains what there is.");
        return Wrong;
    }

    private static IEnumerable<string> KnownNames(Command command) => command.Subcommands.Select(c => c.Name).Concat(command.Options.Select(o => o.Name));

    /// <summary>Whether the arguments are a command that could be run.</summary>
    public static bool Understands(IReadOnlyList<string> args) => Create().Parse(SettingArguments.Join(args)).Errors.Count == 0;

    private static RootCommand Create()
    {
        var root = new RootCommand("The Azul indexer. Without a command it runs as a worker that takes bundles from the queue and keeps the index up to date.")
        {
            RunCommand.Create(),
            CreateCommand.Create(),
            DeleteCommand.Create(),
            ReindexCommand.Create(),
            DeindexCommand.Create(),
            ReconcileCommand.Create(),
            IndexBundleCommand.Create(),
            CanBundleCommand.Create(),
            VerifyCommand.Create(),
            GenerationsCommand.Create(),
            QueuesCommand.Create(),
            PurgeCommand.Create(),
            SwitchCommand.Create(enable: true),
            SwitchCommand.Create(enable: false),
            GenerateCommand.Create(),
            HealthCommand.Create(),
        };
        foreach (var help in root.Options.OfType<HelpOption>())
            ((HelpAction)help.Action!).MaxWidth = HelpWidth;
        root.Options.Add(CommonOptions.Config);
        root.Options.Add(CommonOptions.Settings);
        root.Options.Add(CommonOptions.Json);
        root.Options.Add(RunCommand.Urls);
        root.SetAction(RunCommand.RunAsync);
        return root;
    }

    /// <summary>A console that writes to where the command writes to.</summary>
    public static IAnsiConsole ConsoleOf(TextWriter output) => AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(output) });
}
