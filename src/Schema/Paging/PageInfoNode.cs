namespace Azul.GraphSchema.Paging;

/// <summary>Where a page stands among all.</summary>
internal sealed record PageInfoNode(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);
