using Azul.Plugins.Access;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Queries;

namespace Azul.Search.Access;

/// <summary>
/// Folds what a caller may access and what it filters by, sources and <c>accessible</c>, into one condition (the table of <c>spec/service.md</c> §2.6).
/// </summary>
/// <param name="SourceIdField">The name of the field of source ids.</param>
/// <param name="Accessible">The sources that the caller may access.</param>
public sealed record SourceConditions(string SourceIdField, AccessibleSources Accessible)
{
    /// <summary>The ids that the caller filters sources by; null for no such filter.</summary>
    public IReadOnlySet<string>? ExplicitSources { get; init; }

    /// <summary>Whether the caller's filter on <c>accessible</c>, if there is one, admits entities that are accessible.</summary>
    public bool AdmitsAccessible { get; init; } = true;

    /// <summary>Whether the caller's filter on <c>accessible</c>, if there is one, admits entities that are not accessible.</summary>
    public bool AdmitsInaccessible { get; init; } = true;

    /// <summary>Those of the explicit sources that the caller may not access, in ordinal order. Naming one is forbidden, except among entities of a hub.</summary>
    public IReadOnlyList<string> ForbiddenIn(EntityType type) => type.IsHub || ExplicitSources is null
        ? []
        : [.. ExplicitSources.Where(s => !IsAccessible(s)).Order(StringComparer.Ordinal)];

    /// <summary>The limit for queries of entities of the type.</summary>
    public SourceAccess AccessTo(EntityType type) => new(Accessible.Ids, IsLimit: !type.IsHub);

    /// <summary>
    /// The condition on sources for queries of entities of the type, beside the limit of <see cref="AccessTo"/>: always on the field of source ids, so that the facet <c>accessible</c> can
    /// disregard it. Null for none.
    /// </summary>
    public Filter? ConditionFor(EntityType type) => (AdmitsAccessible, AdmitsInaccessible && type.IsHub, ExplicitSources) switch
    {
        (true, true, null) => null,
        (true, true, { } sources) => Among(sources),
        // The limit says it already.
        (true, false, null) when !type.IsHub => null,
        (true, false, null) => Accessible.Ids is { } ids ? Among(ids) : null,
        (true, false, { } sources) => Among(sources.Where(IsAccessible)),
        (false, true, null) => Accessible.Ids is { } ids ? new Filter.Is(SourceIdField, Values(ids)) { IsNegated = true } : Among([]),
        (false, true, { } sources) => Among(sources.Where(s => !IsAccessible(s))),
        (false, false, _) => Among([]),
    };

    private bool IsAccessible(string sourceId) => Accessible.Ids?.Contains(sourceId) ?? true;

    private Filter.Is Among(IEnumerable<string> sources) => new(SourceIdField, Values(sources));

    private static Value[] Values(IEnumerable<string> sources) => [.. sources.Order(StringComparer.Ordinal).Select(s => (Value)s)];
}
