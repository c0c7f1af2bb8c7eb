using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Azul.GraphSchema.Planning;

/// <summary>A field that an operation selects: fragments are spread, directives and variables are applied.</summary>
/// <param name="Key">Its key in the answer.</param>
/// <param name="Ast">The field in the document.</param>
/// <param name="Definition">The field in the schema.</param>
/// <param name="Selection">Reads selections.</param>
internal readonly record struct SelectedField(string Key, GraphQLField Ast, FieldType Definition, Selection Selection)
{
    public string Name => Definition.Name;

    /// <summary>The fields that are selected of it.</summary>
    public IReadOnlyList<SelectedField> Children => Definition.ResolvedType?.GetNamedType() is IObjectGraphType type ? Selection.Of(type, Ast.SelectionSet) : [];

    /// <summary>The fields of that name that are selected of it. There can be several, under aliases.</summary>
    public IEnumerable<SelectedField> Named(string name) => Children.Where(c => c.Name == name);

    /// <summary>Whether any field of that name is selected of it.</summary>
    public bool Has(string name) => Named(name).Any();

    /// <summary>The value of an argument, its default where it is not given; null for null.</summary>
    public object? Argument(string name) => Selection.Argument(this, name);

    public static string KeyOf(GraphQLField ast) => (string)(ast.Alias?.Name ?? ast.Name).Value;
}
