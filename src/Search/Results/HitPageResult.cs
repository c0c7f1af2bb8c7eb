namespace Azul.Search.Results;

/// <summary>A page of hits, in the order of the sort keys.</summary>
/// <param name="Hits">The hits.</param>
/// <param name="HasMore">Whether there are further hits in the direction in which the page was taken.</param>
public sealed record HitPageResult(IReadOnlyList<Hit> Hits, bool HasMore);
