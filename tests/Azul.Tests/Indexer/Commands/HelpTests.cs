using System.CommandLine;
using Azul.Indexer.Commands;
using Snapshooter.Xunit3;

namespace Azul.Tests.Indexer.Commands;

/// <summary>What <c>--help</c> shows.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("")]
    [InlineData("create")]
    [InlineData("delete")]
    [InlineData("reindex")]
    [InlineData("deindex")]
    [InlineData("purge")]
    [InlineData("can-bundle")]
    [InlineData("verify")]
    [InlineData("queues")]
    [InlineData("queues dump")]
    [InlineData("queues feed")]
    public async Task Help_reads_as_it_did(string command)
    {
        using var output = new StringWriter();
        Assert.Equal(0, await CommandLine.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"], output, cancellation: TestContext.Current.CancellationToken));
        var lines = output.ToString().Replace(RootCommand.ExecutableName, "azul", StringComparison.Ordinal).Split('\n').Select(l => l.TrimEnd());
        Snapshot.Match(string.Join('\n', lines).Trim(), $"Help_{(command.Length == 0 ? "of_all" : command.Replace(' ', '_'))}");
    }
}
