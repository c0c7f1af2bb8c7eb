using Azul.Plugins.Access;

namespace Azul.Gateway.Rest.Transport;

/// <summary>A request on its way through an operation.</summary>
/// <param name="Http">The request and response themselves.</param>
/// <param name="Path">The path as the client wrote it.</param>
/// <param name="BaseUrl">What absolute links to the service start with: scheme and authority, no slash at the end.</param>
/// <param name="PathParameters">The decoded parameters of the path, in its order.</param>
/// <param name="Parameters">The parameters, checked against those that the operation takes.</param>
/// <param name="Credentials">What the caller shows of itself.</param>
internal sealed record RestRequest(
    HttpContext Http, string Path, string BaseUrl, IReadOnlyList<string> PathParameters, RestParameters Parameters, Credentials Credentials)
{
    public CancellationToken Cancellation => Http.RequestAborted;
}
