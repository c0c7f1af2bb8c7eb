using System.Security.Cryptography;
using System.Text;
using Azul.Gateway.Rest.Transport;
using Azul.GraphSchema;
using Microsoft.Net.Http.Headers;

namespace Azul.Gateway.GraphQL.Transport;

/// <summary>
/// Serves the schema in the schema definition language. It only changes with the program or its configuration, so clients are told when they have it already.
/// </summary>
internal sealed class SchemaEndpoint
{
    private readonly byte[] text;
    private readonly EntityTagHeaderValue tag;

    public SchemaEndpoint(GraphEngine engine)
    {
        text = Encoding.UTF8.GetBytes(engine.Sdl);
        tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(text))}\"");
    }

    public async Task AnswerAsync(HttpContext http)
    {
        RestHeaders.AddSecurity(http.Response);
        RestHeaders.AddCors(http.Response);
        var headers = http.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.CacheControl = new() { NoCache = true };
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false)))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        http.Response.ContentType = "application/graphql; charset=utf-8";
        http.Response.ContentLength = text.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(text, http.RequestAborted);
    }
}
