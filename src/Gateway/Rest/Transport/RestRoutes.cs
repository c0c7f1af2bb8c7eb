namespace Azul.Gateway.Rest.Transport;

/// <summary>Finds the endpoint of a path. It works on the path as the client wrote it, so that an encoded slash or two dots are part of a parameter.</summary>
internal sealed class RestRoutes(IEnumerable<RestEndpoint> endpoints)
{
    private readonly RestEndpoint[] endpoints = [.. endpoints.OrderByDescending(e => e.Literals)];

    public (RestEndpoint Endpoint, IReadOnlyList<string> PathParameters)? Find(string path)
    {
        if (path.Length < 2 || path[0] != '/')
            return null;
        // One slash at the end means nothing.
        var trimmed = path.EndsWith('/') ? path[1..^1] : path[1..];
        var segments = trimmed.Split('/');
        if (segments.Contains(""))
            return null;
        for (var i = 0; i < segments.Length; i++)
            segments[i] = QueryText.Decode(segments[i], plusIsSpace: false);
        foreach (var endpoint in endpoints)
        {
            if (endpoint.Match(segments) is { } parameters)
                return (endpoint, parameters);
        }
        return null;
    }
}
