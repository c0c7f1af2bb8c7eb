using Azul.GraphSchema.Planning;
using GraphQL;

namespace Azul.GraphSchema.Facets;

/// <summary>The facets in an answer, or a group of them. Each is found by the keys of the answer that lead to it, since one facet can be asked for twice.</summary>
internal sealed record FacetGroupNode(ConnectionPart Connection, string Path)
{
    public FacetGroupNode Group(IResolveFieldContext context) => this with { Path = PathOf(Path, SelectedField.KeyOf(context.FieldAst)) };

    public FacetNode Facet(IResolveFieldContext context) => Connection.Facet(PathOf(Path, SelectedField.KeyOf(context.FieldAst)));

    public static string PathOf(string parent, string key) => $"{parent}/{key}";
}
