namespace Azul.Plugins.Access;

/// <summary>What a caller shows of itself.</summary>
/// <param name="BearerToken">The bearer token, never logged; null for an anonymous caller.</param>
public readonly record struct Credentials(string? BearerToken)
{
    public static Credentials Anonymous => default;

    /// <summary>Says whether there is a token, not which.</summary>
    public override string ToString() => BearerToken is null ? "anonymous" : "bearer token";
}
