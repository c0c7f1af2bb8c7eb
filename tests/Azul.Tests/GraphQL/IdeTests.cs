using System.Net;
using Azul.Gateway.GraphQL.Ide;
using Azul.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Azul.Tests.GraphQL;

public sealed class IdeTests
{
    [Fact]
    public async Task Without_npm_there_is_a_page_that_says_how_to_get_more()
    {
        await using var app = await StartAsync("nowhere");
        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };
        var page = await client.GetStringAsync("/graphql/ui/", TestContext.Current.CancellationToken);
        Assert.Contains("npm", page, StringComparison.Ordinal);
        Assert.Contains("href=\"../schema.graphql\"", page, StringComparison.Ordinal);
        using var script = await client.GetAsync("/graphql/ui/page.js", TestContext.Current.CancellationToken);
        Assert.Equal("text/javascript", script.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("unsafe", script.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var settings = await client.GetAsync("/graphql/ui/bcp-config.json", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, settings.StatusCode);
    }

    [Fact]
    public async Task With_it_the_full_user_interface_is_told_where_to_ask()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "index.html"), "<title>Banana</title>", TestContext.Current.CancellationToken);
        await using var app = await StartAsync(folder.Path);
        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };
        Assert.Contains("Banana", await client.GetStringAsync("/graphql/ui", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var settings = await client.GetStringAsync("/graphql/ui/bcp-config.json", TestContext.Current.CancellationToken);
        Assert.Contains("\"endpoint\":\"/graphql\"", settings, StringComparison.Ordinal);
        Assert.Contains("\"disableTelemetry\":true", settings, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StartAsync(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapIde("/graphql/ui", folder);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
