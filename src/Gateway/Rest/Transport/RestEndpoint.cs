namespace Azul.Gateway.Rest.Transport;

/// <summary>A path and what can be done there.</summary>
/// <param name="Template">The path; a segment in braces is a parameter.</param>
/// <param name="Tag">The topic in the documentation.</param>
/// <param name="PathParameters">The parameters of the path, in order, with their descriptions.</param>
/// <param name="Operations">One for each method.</param>
internal sealed record RestEndpoint(string Template, string Tag, IReadOnlyList<RestParameter> PathParameters, params IReadOnlyList<RestOperation> Operations)
{
    private readonly string[] segments = Template[1..].Split('/');

    /// <summary>How long answers may be cached; it goes for errors as well.</summary>
    public string CacheControl { get; init; } = "no-store";

    /// <summary>How many segments are literal; of two endpoints that match the one with more of them is meant.</summary>
    public int Literals => segments.Count(s => !IsParameter(s));

    public RestOperation? Operation(string method) => Operations.FirstOrDefault(o => o.Method == method);

    /// <summary>The decoded parameters of a path that is given in segments, or null where it is another endpoint's.</summary>
    public IReadOnlyList<string>? Match(IReadOnlyList<string> path)
    {
        if (path.Count != segments.Length)
            return null;
        var parameters = new List<string>(2);
        for (var i = 0; i < segments.Length; i++)
        {
            if (IsParameter(segments[i]))
                parameters.Add(path[i]);
            else if (segments[i] != path[i])
                return null;
        }
        return parameters;
    }

    private static bool IsParameter(string segment) => segment[0] == '{';
}
