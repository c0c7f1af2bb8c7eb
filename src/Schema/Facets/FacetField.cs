using Azul.GraphSchema.Fields;
using Azul.GraphSchema.Paging;
using Azul.GraphSchema.Planning;
using Azul.Plugins.Metadata;
using Azul.Search.Queries;
using GraphQL.Types;

namespace Azul.GraphSchema.Facets;

/// <summary>The field of a facet: knows how to ask for it.</summary>
internal sealed class FacetField(GraphField field) : FieldType
{
    /// <summary>True, false and null: more terms there are not.</summary>
    private const int FlagTerms = 3;

    public GraphField Field { get; } = field;

    /// <summary>The page of terms that the arguments ask for.</summary>
    /// <exception cref="Errors.GraphException">A page size is out of bounds, or the cursor is none of this facet.</exception>
    public FacetRequest PageOf(SelectedField selected, Cursors cursors, Func<TermSort, CursorBinding> bind)
    {
        if (Field.Type == PropertyType.Boolean)
            return new(Field.Column, FlagTerms);
        var sort = selected.Argument("sort") is TermSort given ? given : TermSort.CountDescending;
        var size = PageArguments.CheckSize("first", selected.Argument("first") as int? ?? PageArguments.DefaultSize);
        var skip = selected.Argument("after") is string after ? (int)cursors.Read(bind(sort), after, "after").AsList[0].AsLong : 0;
        return new(Field.Column, size) { Sort = sort, Skip = skip };
    }
}
