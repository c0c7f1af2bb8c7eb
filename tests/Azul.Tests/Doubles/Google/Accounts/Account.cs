namespace Azul.Tests.Doubles.Google.Accounts;

/// <summary>An account at Google, and what Terra knows of it.</summary>
internal sealed record Account(string Email)
{
    /// <summary>The OAuth client that its tokens are from.</summary>
    public string Client { get; init; } = "1000-abc.apps.googleusercontent.com";

    public bool IsEmailVerified { get; init; } = true;

    /// <summary>Whether it is registered with Terra.</summary>
    public bool IsRegistered { get; init; } = true;

    /// <summary>Whether TDR answers it at all.</summary>
    public bool IsWelcome { get; init; } = true;

    /// <summary>The snapshots that it may read; null for all.</summary>
    public IReadOnlyCollection<string>? Snapshots { get; init; }

    public bool MayRead(string snapshot) => Snapshots?.Contains(snapshot) ?? true;
}
