namespace Azul.Plugins.Repositories.Tdr.Services;

/// <summary>The codes of what can go wrong between the repository and the services behind it.</summary>
internal static class ServiceFaults
{
    /// <summary>A service does not accept the credentials, and there are no better ones.</summary>
    public const string Unauthorized = "SERVICE_UNAUTHORIZED";

    /// <summary>The account may not do what was asked.</summary>
    public const string Forbidden = "SERVICE_FORBIDDEN";

    /// <summary>There is no such thing at the service.</summary>
    public const string NotFound = "SERVICE_NOT_FOUND";

    /// <summary>The service was asked too often, and still was after all retries.</summary>
    public const string Busy = "SERVICE_BUSY";

    /// <summary>The service does not answer, or answers with an error of its own, and still did after all retries.</summary>
    public const string Unavailable = "SERVICE_UNAVAILABLE";

    /// <summary>The service refuses the request for another reason.</summary>
    public const string Refused = "SERVICE_REFUSED";

    /// <summary>The answer is not of the form that it must have.</summary>
    public const string Malformed = "SERVICE_ANSWER_MALFORMED";
}
