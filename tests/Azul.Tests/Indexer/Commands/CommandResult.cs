using System.Text.Json;

namespace Azul.Tests.Indexer.Commands;

/// <summary>How a command ended, and what it wrote.</summary>
internal sealed record CommandResult(int Status, string Output, string Error)
{
    public JsonElement Json => JsonElement.Parse(Output);

    /// <summary>Checks that the command has done what it was to do.</summary>
    public CommandResult Succeeded()
    {
        Assert.True(Status == 0, $"The status is {Status}:\n{Error}\n{Output}");
        return this;
    }

    /// <summary>Checks that the command has failed, with an error that says what and where.</summary>
    public void Failed(int status, params string[] error)
    {
        Assert.True(Status == status, $"The status is {Status}:\n{Error}\n{Output}");
        Assert.All(error, e => Assert.Contains(e, Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
    }
}
