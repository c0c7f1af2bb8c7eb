using Azul.Plugins.Naming;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Azul.GraphSchema.Errors;

/// <summary>
/// Checks the values of arguments in a document, in place of the library's rule: it points at the very value that is wrong, and names the nearest valid
/// field or enumeration value.
/// </summary>
internal sealed class InputValuesRule : ValidationRuleBase
{
    private static readonly MatchingNodeVisitor<GraphQLArgument> Visitor = new((argument, context) =>
    {
        if (context.TypeInfo.GetArgument() is { ResolvedType: { } type } definition)
            Check(context, type, argument.Value, $"the argument '{definition.Name}'");
    });

    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(Visitor);

    private static void Check(ValidationContext context, IGraphType type, GraphQLValue value, string where)
    {
        switch (type, value)
        {
            case (NonNullGraphType, GraphQLNullValue):
                Report(context, $"{Capital(where)} must not be null.", value);
                break;
            case (NonNullGraphType nonNull, _):
                Check(context, nonNull.ResolvedType!, value, where);
                break;
            case (_, GraphQLNullValue or GraphQLVariable):
                break;
            case (ListGraphType list, GraphQLListValue values):
                foreach (var element in values.Values ?? [])
                    Check(context, list.ResolvedType!, element, where);
                break;
            case (ListGraphType list, _):
                Check(context, list.ResolvedType!, value, where);
                break;
            case (IInputObjectGraphType input, GraphQLObjectValue given):
                CheckObject(context, input, given);
                break;
            case (EnumerationGraphType enumeration, GraphQLEnumValue name) when enumeration.Values.FindByName(name.Name.Value) is null:
                Report(
                    context, $"'{name.Name.StringValue}' is no {enumeration.Name}.", value,
                    NearestNames.Nearest(name.Name.StringValue, enumeration.Values.Select(v => v.Name)));
                break;
            case (ScalarGraphType scalar, _) when scalar.CanParseLiteral(value):
                break;
            default:
                Report(context, $"{Capital(where)} must be of the type {type}, but is {context.Document.Source[value.Location.Start..value.Location.End]}.", value);
                break;
        }
    }

    private static void CheckObject(ValidationContext context, IInputObjectGraphType type, GraphQLObjectValue given)
    {
        foreach (var field in given.Fields ?? [])
        {
            if (type.GetField(field.Name.Value) is { ResolvedType: { } fieldType })
                Check(context, fieldType, field.Value, $"'{field.Name.StringValue}'");
            else
            {
                Report(
                    context, $"The input type {type.Name} has no field '{field.Name.StringValue}'.", field,
                    NearestNames.Nearest(field.Name.StringValue, type.Fields.Select(f => f.Name)));
            }
        }
        foreach (var required in type.Fields.Where(f => f is { ResolvedType: NonNullGraphType, DefaultValue: null }))
        {
            if (given.Fields?.Any(f => f.Name.Value == required.Name) != true)
                Report(context, $"The input type {type.Name} needs the field '{required.Name}'.", given);
        }
    }

    private static void Report(ValidationContext context, string message, ASTNode node, string? nearest = null) =>
        context.ReportError(new InputValueError(context, message, nearest, node));

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
