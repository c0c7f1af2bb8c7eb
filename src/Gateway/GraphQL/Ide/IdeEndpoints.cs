using System.Reflection;
using Azul.Gateway.Rest.Transport;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Azul.Gateway.GraphQL.Ide;

/// <summary>
/// Serves a user interface for GraphQL: Banana Cake Pop where the build could fetch it (see <c>package.json</c> beside this file), else a small page of our own.
/// </summary>
internal static class IdeEndpoints
{
    /// <summary>Where the build puts Banana Cake Pop, beside the binary.</summary>
    private const string Folder = "bananacakepop";

    private const string FirstPage = "index.html";

    // Its editor compiles code and writes styles at run time. This holds for its own path only.
    private const string FullPolicy =
        "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; " +
        "img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'";

    private const string OwnPolicy = "default-src 'self'; frame-ancestors 'none'";

    /// <summary>Serves the user interface below a path.</summary>
    public static void MapIde(this IEndpointRouteBuilder app, string path) => app.MapIde(path, Path.Combine(AppContext.BaseDirectory, Folder));

    /// <inheritdoc cref="MapIde(IEndpointRouteBuilder, string)"/>
    /// <param name="app">The program.</param>
    /// <param name="path">The path.</param>
    /// <param name="folder">The folder of Banana Cake Pop, whether it is there or not.</param>
    internal static void MapIde(this IEndpointRouteBuilder app, string path, string folder)
    {
        var isFull = File.Exists(Path.Combine(folder, FirstPage));
        IFileProvider files = isFull
            ? new PhysicalFileProvider(folder)
            : new EmbeddedFileProvider(Assembly.GetExecutingAssembly(), typeof(IdeEndpoints).Namespace + ".Page");
        var types = new FileExtensionContentTypeProvider();
        app.MapMethods(path + "/{**file}", [HttpMethods.Get, HttpMethods.Head], async http =>
        {
            RestHeaders.AddSecurity(http.Response);
            http.Response.Headers.ContentSecurityPolicy = isFull ? FullPolicy : OwnPolicy;
            var name = http.Request.RouteValues["file"] as string ?? "";
            // Its files are found relative to the path, which must end in a slash.
            if (name.Length == 0 && http.Request.Path.Value?.EndsWith('/') != true)
                http.Response.Redirect($"{http.Request.PathBase}{path}/{http.Request.QueryString}");
            else if (name == "bcp-config.json" && isFull)
                await http.Response.WriteAsJsonAsync(IdeSettings.For(http.Request.PathBase + GraphQLRegistration.Path), http.RequestAborted);
            else
                await SendAsync(http, files.GetFileInfo(name.Length == 0 ? FirstPage : name), types);
        });
    }

    private static async Task SendAsync(HttpContext http, IFileInfo file, FileExtensionContentTypeProvider types)
    {
        if (!file.Exists || file.IsDirectory)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        http.Response.ContentType = types.TryGetContentType(file.Name, out var type) ? type : "application/octet-stream";
        http.Response.ContentLength = file.Length;
        if (HttpMethods.IsHead(http.Request.Method))
            return;
        await using var content = file.CreateReadStream();
        await content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
