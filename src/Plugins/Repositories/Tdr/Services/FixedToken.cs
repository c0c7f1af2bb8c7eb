namespace Azul.Plugins.Repositories.Tdr.Services;

/// <summary>One token that somebody else obtained: a caller's, or one from the configuration. Once it is refused there is no other.</summary>
internal sealed class FixedToken(string token) : IAccessTokens
{
    public ValueTask<string> TokenAsync(CancellationToken cancellation) => new(token);

    public void Forget(string token)
    {
    }
}
