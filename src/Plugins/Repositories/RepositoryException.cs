namespace Azul.Plugins.Repositories;

/// <summary>A repository or one of its sources cannot be read.</summary>
public sealed class RepositoryException(string code, string message, Exception? inner = null) : Exception($"{code}: {message}", inner)
{
    /// <summary>A stable code in capitals.</summary>
    public string Code { get; } = code;
}
