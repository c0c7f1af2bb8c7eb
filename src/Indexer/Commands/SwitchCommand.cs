using System.CommandLine;
using Azul.Indexer.Queues;

namespace Azul.Indexer.Commands;

/// <summary><c>enable</c> and <c>disable</c>: whether workers take work.</summary>
internal static class SwitchCommand
{
    public static Command Create(bool enable)
    {
        var command = enable
            ? new Command("enable", "Let workers take work again.")
            : new Command("disable", "Have all workers stop taking work within a second, until 'enable'. What is under way is finished; notifications are still queued.");
        command.SetAction((parsed, cancellation) => RunAsync(parsed, enable, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, bool enable, CancellationToken cancellation)
    {
        await using var app = await CommandServices.OpenAsync(parsed, cancellation);
        await app.Services.GetRequiredService<IWorkQueues>().SetEnabledAsync(enable, cancellation);
        var output = parsed.InvocationConfiguration.Output;
        await (parsed.GetValue(CommonOptions.Json)
            ? CommandJson.WriteAsync(output, new { enabled = enable })
            : output.WriteLineAsync(enable ? "Indexing is enabled." : "Indexing is disabled."));
        return 0;
    }
}
