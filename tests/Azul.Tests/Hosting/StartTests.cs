using Azul.Gateway.Hosting;
using Azul.Indexer.Commands;
using Azul.Plugins.Catalogs;
using Azul.Tests.Support;

namespace Azul.Tests.Hosting;

/// <summary>What keeps the programs from starting, and says so.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Whether_to_index_at_the_start_must_be_true_or_false() =>
        Assert.Equal("Azul:IndexOnStart", Refusal("--Azul:DataFolder", folder.Path, "--Azul:IndexOnStart", "maybe").Key);

    [Fact]
    public void The_data_folder_must_be_one()
    {
        folder.Write("file", "");
        Assert.Equal("Azul:DataFolder", Refusal("--Azul:DataFolder", Path.Combine(folder.Path, "file")).Key);
    }

    [Fact]
    public async Task A_configuration_file_that_is_no_JSON_is_named()
    {
        folder.Write("appsettings.json", """{"Azul": {""");
        Assert.Contains("appsettings.json", Refusal("--contentRoot", folder.Path).Message, StringComparison.Ordinal);
        var (status, error) = await CommandAsync("queues", "list", "--config", Path.Combine(folder.Path, "appsettings.json"));
        Assert.Equal(CommandLine.Wrong, status);
        Assert.Contains("appsettings.json", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Azul:DataFolder", "{0}")]
    [InlineData("--Azul:DataFolder={0}")]
    [InlineData("--azul:datafolder", "{0}", "--Azul:Queue=Sqlite")]
    public async Task Commands_take_settings_from_the_command_line(params string[] settings)
    {
        var data = Path.Combine(folder.Path, "data");
        string[] given = [.. settings.Select(s => s.Replace("{0}", data, StringComparison.Ordinal))];
        Assert.Equal((0, ""), await CommandAsync(["queues", .. given, "list"]));
        Assert.NotEmpty(Directory.GetFiles(data));
    }

    [Fact]
    public async Task A_setting_on_the_command_line_needs_a_value()
    {
        var (status, error) = await CommandAsync("queues", "list", "--Azul:DataFolder");
        Assert.Equal(CommandLine.Wrong, status);
        Assert.Contains("Azul:DataFolder", error, StringComparison.Ordinal);
    }

    private static ConfigurationException Refusal(params string[] args) => Assert.Throws<ConfigurationException>(() => GatewayProgram.Build(args));

    private static async Task<(int Status, string Error)> CommandAsync(params string[] args)
    {
        using var error = new StringWriter();
        var status = await CommandLine.RunAsync(args, TextWriter.Null, error);
        return (status, error.ToString());
    }
}
