using GraphQL.Types;
using GraphQLParser.AST;

namespace Azul.GraphSchema.Scalars;

/// <summary>A value of any type, for output only.</summary>
internal sealed class JsonScalar : ScalarGraphType
{
    public JsonScalar()
    {
        Name = "JSON";
        Description = "A value of whatever type the field has: text, number, boolean, object or null. In answers only.";
    }

    public override object? ParseLiteral(GraphQLValue value) => ThrowLiteralConversionError(value, "It is for output only.");

    public override object? ParseValue(object? value) => ThrowValueConversionError(value);

    public override object? Serialize(object? value) => value;
}
