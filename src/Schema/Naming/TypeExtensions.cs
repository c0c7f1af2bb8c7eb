using GraphQL.Types;

namespace Azul.GraphSchema.Naming;

/// <summary>Writes types as the schema does: <c>type!</c>, <c>[type]</c>, <c>[type!]!</c>.</summary>
internal static class TypeExtensions
{
    public static NonNullGraphType NonNull(this IGraphType type) => new(type);

    public static ListGraphType List(this IGraphType type) => new(type);

    /// <summary>A list that is never null and holds no null.</summary>
    public static NonNullGraphType FullList(this IGraphType type) => type.NonNull().List().NonNull();

    public static QueryArgument Argument(this IGraphType type, string name, string description, object? defaultValue = null) =>
        new(type) { Name = name, Description = description, DefaultValue = defaultValue };
}
