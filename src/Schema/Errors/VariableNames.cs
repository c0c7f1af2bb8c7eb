using System.Text.RegularExpressions;
using Azul.Plugins.Naming;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;

namespace Azul.GraphSchema.Errors;

/// <summary>Adds the nearest valid name to errors about the values of variables, which the library only says in words.</summary>
internal static partial class VariableNames
{
    public const string Nearest = "nearest";

    public static void Explain(ISchema schema, ExecutionErrors? errors)
    {
        foreach (var error in errors?.OfType<InvalidVariableError>() ?? [])
        {
            var match = UnknownField().Match(error.Message) is { Success: true } field ? field : UnknownValue().Match(error.Message);
            if (match.Success && NearestNames.Nearest(match.Groups["name"].Value, NamesOf(schema.AllTypes[match.Groups["type"].Value])) is { } nearest)
                error.Extensions = new Dictionary<string, object?> { [Nearest] = nearest };
        }
    }

    private static IEnumerable<string> NamesOf(IGraphType? type) => type switch
    {
        IInputObjectGraphType input => input.Fields.Select(f => f.Name),
        EnumerationGraphType enumeration => enumeration.Values.Select(v => v.Name),
        _ => [],
    };

    [GeneratedRegex("Unrecognized input fields '(?<name>[^',]+)[^']*' for type '(?<type>[^']+)'")]
    private static partial Regex UnknownField();

    [GeneratedRegex("Unable to convert '(?<name>[^']+)' to '(?<type>[^']+)'")]
    private static partial Regex UnknownValue();
}
