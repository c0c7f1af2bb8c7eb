using System.Text.RegularExpressions;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQL.Validation.Errors;

namespace Azul.GraphSchema.Errors;

/// <summary>What an answer says of an error: message, locations, path, and <c>extensions</c> with a stable code, the broken rule and the nearest valid name.</summary>
internal sealed partial class ErrorInfoWriter : IErrorInfoProvider
{
    private const string InternalMessage = "Something went wrong on our side";

    public ErrorInfo GetInfo(ExecutionError executionError)
    {
        var code = CodeOf(executionError);
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        if (executionError is ValidationError { Number: not null } validation)
            extensions["rule"] = validation.Number;
        if (NearestOf(executionError) is { } nearest)
            extensions["nearest"] = nearest;
        return new() { Message = code == ErrorCodes.Internal ? InternalMessage : executionError.Message, Extensions = extensions };
    }

    /// <summary>The stable code of an error.</summary>
    public static string CodeOf(ExecutionError error) => error switch
    {
        GraphException => error.Code!,
        SyntaxError or QueryMissingError => ErrorCodes.ParseFailed,
        InvalidVariableError or InvalidValueError or InvalidLiteralError => ErrorCodes.InvalidValue,
        InputValueError or DefaultValuesOfCorrectTypeError or ProvidedNonNullArgumentsError => ErrorCodes.InvalidValue,
        ValidationError => ErrorCodes.ValidationFailed,
        NoOperationError or NoOperationNameError or InvalidOperationNameError or InvalidOperationError => ErrorCodes.OperationNotFound,
        RequestError => ErrorCodes.BadRequest,
        _ => ErrorCodes.Internal,
    };

    private static string? NearestOf(ExecutionError error) => error switch
    {
        GraphException graph => graph.Nearest,
        InputValueError input => input.Nearest,
        { Extensions: { } extensions } when extensions.TryGetValue(VariableNames.Nearest, out var nearest) => nearest as string,
        ValidationError when Suggestion().Match(error.Message) is { Success: true } match => match.Groups[1].Value,
        _ => null,
    };

    [GeneratedRegex("Did you mean '([^']+)'")]
    private static partial Regex Suggestion();
}
