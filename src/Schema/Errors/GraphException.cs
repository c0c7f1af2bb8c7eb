using GraphQL;

namespace Azul.GraphSchema.Errors;

/// <summary>A part of an operation is refused. The rest of it is answered.</summary>
public sealed class GraphException : ExecutionError
{
    /// <param name="code">One of <see cref="ErrorCodes"/>, or the code of the search.</param>
    /// <param name="message">What is wrong, and what would be right.</param>
    /// <param name="nearest">The valid name that looks most like the wrong one, if a name is wrong.</param>
    public GraphException(string code, string message, string? nearest = null)
        : base(message)
    {
        Code = code;
        Nearest = nearest;
    }

    public string? Nearest { get; }

    /// <summary>The same error for another place: the library writes the place into the error.</summary>
    internal GraphException Copy() => new(Code!, Message, Nearest);
}
