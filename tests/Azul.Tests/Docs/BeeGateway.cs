using Azul.Tests.Support;

namespace Azul.Tests.Docs;

/// <summary>A gateway that was set up as <c>docs/plugins.md</c> says, with one apiary more.</summary>
public sealed class BeeGateway : IAsyncLifetime
{
    private const string MoreBees = """
        {
          "document_id": "c2a7e5d0-4b9f-4d18-8f6e-2b1c0d9e8f71",
          "name": "Heath",
          "altitude": 310,
          "hives": [
            {"document_id": "51b8d3f6-7e2c-4a90-9c4d-6f8e0a1b2c31", "breed": "Carniolan", "plants": ["heather", "clover"], "frames": 12, "honey": 20.5, "founded": "2019-06-30T12:00:00+02:00"}
          ]
        }
        """;

    private readonly TemporaryFolder folder = new();
    private readonly RunningGateway gateway;

    public BeeGateway()
    {
        CompiledPlugin.Write(Path.Combine(folder.Path, "plugins", "Bees.dll"), Guide.Single(b => b.Language == "csharp").Text);
        var json = Guide.Where(b => b.Language == "json").Select(b => b.Text).ToArray();
        folder.Write("apiaries/roof.json", json[0]);
        folder.Write("apiaries/heath.json", MoreBees);
        folder.Write("appsettings.json", json[1]);
        gateway = new(["--contentRoot", folder.Path]);
    }

    /// <summary>The code blocks of the guide.</summary>
    internal static IReadOnlyList<(string Language, string Text)> Guide { get; } = Markdown.Blocks("docs/plugins.md");

    /// <summary>A client of the gateway.</summary>
    public HttpClient Client => gateway.Client;

    public ValueTask InitializeAsync() => gateway.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        folder.Dispose();
    }
}
