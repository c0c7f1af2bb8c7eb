namespace Azul.Gateway.GraphQL.Transport;

/// <summary>An HTTP request is no GraphQL request that can be answered.</summary>
internal sealed class TransportException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;
}
