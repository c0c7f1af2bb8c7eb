using System.Text.Encodings.Web;
using Azul.GraphSchema.Errors;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;

namespace Azul.GraphSchema;

/// <summary>The answer to an operation, ready to be written.</summary>
public sealed class GraphAnswer
{
    private const string TypeName = "__typename";

    private readonly ExecutionResult result;

    internal GraphAnswer(ExecutionResult result) => this.result = result;

    /// <summary>Whether the operation was executed, even if parts of it failed. If not, the request was wrong and there is no <c>data</c>.</summary>
    public bool IsExecuted => result.Executed;

    /// <summary>The code of the first error; null where there is none.</summary>
    public string? ErrorCode => result.Errors is [var first, ..] ? ErrorInfoWriter.CodeOf(first) : null;

    /// <summary>Whether nothing could be answered, because something that it comes from cannot answer now, so that it is worth asking again.</summary>
    public bool IsUnavailable => result.Errors?.Any(e => ErrorInfoWriter.CodeOf(e) == ErrorCodes.Unavailable) == true && !HasValue((result.Data as ExecutionNode)?.ToValue());

    internal static GraphQLSerializer Serializer { get; } = new(
        options => options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, new ErrorInfoWriter());

    /// <summary>An answer that consists of one error.</summary>
    public static GraphAnswer OfError(string code, string message) => new(new ExecutionResult { Errors = [new GraphException(code, message)] });

    /// <summary>Writes the answer as JSON in UTF-8.</summary>
    public Task WriteAsync(Stream output, CancellationToken cancellation) => Serializer.WriteAsync(output, result, cancellation);

    private static bool HasValue(object? value) => value switch
    {
        null => false,
        // Clients ask everything for its type.
        IReadOnlyDictionary<string, object?> fields => fields.Any(f => f.Key != TypeName && HasValue(f.Value)),
        object?[] items => items.Any(HasValue),
        _ => true,
    };
}
