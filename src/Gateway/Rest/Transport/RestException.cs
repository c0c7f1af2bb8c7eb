namespace Azul.Gateway.Rest.Transport;

/// <summary>A request that is answered with an error.</summary>
internal sealed class RestException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>The name of the kind of error, as the original's clients know it.</summary>
    public string Code { get; } = code;
}
