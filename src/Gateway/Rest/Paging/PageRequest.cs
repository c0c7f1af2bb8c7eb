using Azul.Gateway.Rest.Filters;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Metadata;
using Azul.Search.Documents;
using Azul.Search.Queries;

namespace Azul.Gateway.Rest.Paging;

/// <summary>The page of hits that a request asks for.</summary>
/// <param name="Catalog">The catalog.</param>
/// <param name="Filters">Which hits.</param>
/// <param name="EntityType">Of which type.</param>
/// <param name="Size">The greatest number of hits on the page.</param>
/// <param name="Sort">The field that they are sorted by.</param>
/// <param name="IsDescending">In which direction.</param>
/// <param name="Cursor">Where the page starts or, backward, ends; null for the first page.</param>
/// <param name="IsBackward">Whether the page ends at the cursor.</param>
internal sealed record PageRequest(
    Catalog Catalog, ExplicitFilters Filters, EntityType EntityType, int Size, Field Sort, bool IsDescending, SortPosition? Cursor, bool IsBackward)
{
    /// <summary>The page, as the index is asked for it.</summary>
    public HitPage ToHitPage() => new(Size, [new(Column.RestName(Sort), IsDescending)]) { Cursor = Cursor, IsBackward = IsBackward, Form = HitForm.Rest };
}
