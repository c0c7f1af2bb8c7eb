namespace Azul.Gateway.Rest.Transport;

/// <summary>Declares endpoints of one topic. What is registered is served and documented.</summary>
internal interface IRestEndpoints
{
    IEnumerable<RestEndpoint> Endpoints { get; }
}
