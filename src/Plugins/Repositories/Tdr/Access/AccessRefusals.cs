using System.Net;
using Azul.Plugins.Access;
using Azul.Plugins.Repositories.Tdr.Services;

namespace Azul.Plugins.Repositories.Tdr.Access;

/// <summary>What a caller is told when a service does not answer it (<c>spec/service.md</c> §7.5).</summary>
internal static class AccessRefusals
{
    /// <summary>How long a service may take while a caller waits.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks a service for a caller.</summary>
    /// <exception cref="AccessRefusedException">The service is overloaded, broken or absent.</exception>
    public static Task<ServiceAnswer> AskAsync(ServiceClient service, string path, CancellationToken cancellation) =>
        GuardAsync(service.AskAsync(HttpMethod.Get, path, null, cancellation), service.UrlOf(path));

    /// <summary>An answer that is neither overload nor failure of the service.</summary>
    /// <exception cref="AccessRefusedException">It is one.</exception>
    public static async Task<ServiceAnswer> GuardAsync(Task<ServiceAnswer> asking, string url)
    {
        ServiceAnswer answer;
        try
        {
            answer = await asking;
        }
        catch (RepositoryException e) when (e.Code == ServiceFaults.Unavailable)
        {
            throw NoResponse(url);
        }
        return answer.Status switch
        {
            HttpStatusCode.TooManyRequests => throw new AccessRefusedException(AccessRefusal.TooManyRequests, $"Maximum request rate exceeded for {url}"),
            HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable => throw NoResponse(url),
            _ => answer,
        };
    }

    private static AccessRefusedException NoResponse(string url) => new(AccessRefusal.Unavailable, $"No response from {url} within {Patience.TotalSeconds:0} seconds");
}
