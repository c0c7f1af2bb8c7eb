namespace Azul.Search;

/// <summary>A query cannot be answered.</summary>
/// <param name="code">A stable code in capitals.</param>
/// <param name="message">What and where, and what would be right.</param>
/// <param name="isUnavailable">Whether the query is fine, but the index cannot answer now.</param>
/// <param name="inner">The cause.</param>
public sealed class SearchException(string code, string message, bool isUnavailable = false, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;

    public bool IsUnavailable { get; } = isUnavailable;
}
