namespace Azul.Plugins.Repositories.Tdr.Services;

/// <summary>The access tokens of one account at Google. Safe for concurrent use.</summary>
internal interface IAccessTokens
{
    /// <summary>A token that is valid as far as anyone knows.</summary>
    /// <exception cref="RepositoryException">There is none to be had.</exception>
    ValueTask<string> TokenAsync(CancellationToken cancellation);

    /// <summary>Says that a token was refused, so that the next one is another if there can be another.</summary>
    void Forget(string token);
}
