using System.Net;
using Azul.Plugins.Catalogs;

namespace Azul.Gateway.Rest.Transport;

/// <summary>What absolute links to the service start with: scheme and authority of the request, as proxies in front of it saw them, if they are among those in the configuration.</summary>
internal sealed class BaseUrls
{
    private const string Key = "Azul:Proxies";

    private readonly IPNetwork[] proxies;

    /// <exception cref="ConfigurationException">A proxy is neither an address nor a network.</exception>
    public BaseUrls(IConfiguration configuration) => proxies =
        [.. configuration.GetSection(Key).GetChildren().Select(c => Parse(c.Path, c.Value))];

    public string Of(HttpRequest request)
    {
        var scheme = request.Scheme;
        var host = request.Host.HasValue ? request.Host : new HostString(request.HttpContext.Connection.LocalIpAddress?.ToString() ?? "localhost");
        if (IsTrusted(request.HttpContext.Connection.RemoteIpAddress))
        {
            if (Last(request, "X-Forwarded-Proto") is { } forwardedScheme && (forwardedScheme is "http" or "https"))
                scheme = forwardedScheme;
            if (Last(request, "X-Forwarded-Host") is { Length: > 0 } forwardedHost && Uri.TryCreate($"{scheme}://{forwardedHost}", UriKind.Absolute, out var uri) && uri.PathAndQuery == "/")
                host = new(uri.Authority);
        }
        return $"{scheme}://{host.ToUriComponent()}";
    }

    private bool IsTrusted(IPAddress? address)
    {
        if (address is null)
            return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return proxies.Any(p => p.Contains(plain));
    }

    private static string? Last(HttpRequest request, string header) =>
        request.Headers.TryGetValue(header, out var values) ? values.ToString().Split(',')[^1].Trim() : null;

    private static IPNetwork Parse(string key, string? text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return network;
        return IPAddress.TryParse(text, out var address)
            ? new(address, address.GetAddressBytes().Length * 8)
            : throw new ConfigurationException(key, $"'{text}' is neither an address nor a network such as 10.0.0.0/8");
    }
}
