using Azul.GraphSchema.Fields;
using Azul.GraphSchema.Paging;
using Azul.Plugins.Documents;
using Azul.Search.Queries;
using Azul.Search.Results;

namespace Azul.GraphSchema.Facets;

/// <summary>A facet in an answer.</summary>
internal sealed record FacetNode(GraphField Field, FacetRequest Page, FacetResult Result, Cursors Cursors, CursorBinding Binding)
{
    public long Missing => Result.NullCount + Result.AbsentCount;

    /// <summary>The terms on the page.</summary>
    public IReadOnlyList<FacetTerm> Terms => Result.Terms.Count > Page.Size ? [.. Result.Terms.Take(Page.Size)] : Result.Terms;

    public PageInfoNode PageInfo
    {
        get
        {
            var end = Page.Skip + Terms.Count;
            return new(Result.HasMore || Result.Terms.Count > Terms.Count, Page.Skip > 0, CursorAt(Page.Skip, end), CursorAt(end - 1, end));
        }
    }

    // A cursor says how many terms come before those that follow it.
    private string? CursorAt(int index, int end) => Page.Skip < end ? Cursors.Write(Binding, Value.List(index + 1L)) : null;
}
