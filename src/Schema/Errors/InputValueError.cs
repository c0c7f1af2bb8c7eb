using GraphQL.Validation;
using GraphQLParser.AST;

namespace Azul.GraphSchema.Errors;

/// <summary>A value in a document is not of the type that the schema asks for.</summary>
internal sealed class InputValueError(ValidationContext context, string message, string? nearest, ASTNode node)
    : ValidationError(context.Document.Source, "5.6.1", nearest is null ? message : $"{message} Did you mean '{nearest}'?", node)
{
    public string? Nearest { get; } = nearest;
}
