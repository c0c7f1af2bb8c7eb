namespace Azul.Plugins.Access;

/// <summary>Why nobody can say which sources a caller may access (<c>spec/service.md</c> §7.5).</summary>
public enum AccessRefusal
{
    /// <summary>The token is malformed, unknown, expired or insufficient.</summary>
    InvalidCredentials,

    /// <summary>The identity provider or the repository was asked too often.</summary>
    TooManyRequests,

    /// <summary>The identity provider or the repository does not answer.</summary>
    Unavailable,

    /// <summary>The identity provider or the repository contradicts itself.</summary>
    Inconsistent,
}
