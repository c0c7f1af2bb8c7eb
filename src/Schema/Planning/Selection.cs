using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Azul.GraphSchema.Planning;

/// <summary>Reads the selections of one operation, each once, however many objects it is made of.</summary>
/// <param name="context">The operation.</param>
/// <param name="collect">Collects the fields of a selection, as the library does when it executes them.</param>
internal sealed class Selection(
    GraphQL.Execution.ExecutionContext context,
    Func<GraphQL.Execution.ExecutionContext, IObjectGraphType, GraphQLSelectionSet, Dictionary<string, (GraphQLField Ast, FieldType Definition)>> collect)
{
    private readonly Dictionary<(IObjectGraphType, GraphQLSelectionSet), SelectedField[]> collected = [];

    /// <summary>The fields that are selected of an object of the type.</summary>
    public IReadOnlyList<SelectedField> Of(IObjectGraphType type, GraphQLSelectionSet? selections)
    {
        if (selections is null)
            return [];
        if (!collected.TryGetValue((type, selections), out var fields))
            collected.Add((type, selections), fields = [.. collect(context, type, selections).Select(f => new SelectedField(f.Key, f.Value.Ast, f.Value.Definition, this))]);
        return fields;
    }

    public object? Argument(SelectedField field, string name) =>
        context.GetArguments(field.Definition, field.Ast) is { } arguments && arguments.TryGetValue(name, out var argument) ? argument.Value : null;
}
