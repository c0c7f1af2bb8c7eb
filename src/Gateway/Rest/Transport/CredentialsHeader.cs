using Azul.Plugins.Access;

namespace Azul.Gateway.Rest.Transport;

/// <summary>Reads the header <c>Authorization</c> (<c>spec/service.md</c> §7.1).</summary>
internal static class CredentialsHeader
{
    /// <exception cref="RestException">There is a header, but no bearer token in it.</exception>
    public static Credentials Read(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        if (header.Count == 0)
            return Credentials.Anonymous;
        var text = header.ToString();
        return text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var scheme, var token] && scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? new(token)
            : throw RestErrors.Unauthorized(text);
    }
}
