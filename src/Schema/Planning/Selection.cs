using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Azul.GraphSchema.Planning;

/// <summary>Reads the selections of one operation.</summary>
/// <param name="context">The operation.</param>
/// <param name="collect">Collects the fields of a selection, as the library does when it executes them.</param>
internal sealed class Selection(
    GraphQL.Execution.ExecutionContext context,
    Func<GraphQL.Execution.ExecutionContext, IObjectGraphType, GraphQLSelectionSet, Dictionary<string, (GraphQLField Ast, FieldType Definition)>?> collect)
{
    /// <summary>The fields that are selected of an object of the type.</summary>
    public IEnumerable<SelectedField> Of(IObjectGraphType type, GraphQLSelectionSet? selections)
    {
        if (selections is null || collect(context, type, selections) is not { } fields)
            yield break;
        foreach (var (key, (ast, definition)) in fields)
            yield return new(key, ast, definition, this);
    }

    public object? Argument(SelectedField field, string name) =>
        context.GetArguments(field.Definition, field.Ast) is { } arguments && arguments.TryGetValue(name, out var argument) ? argument.Value : null;
}
