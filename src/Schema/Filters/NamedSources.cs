using Azul.GraphSchema.Errors;
using Azul.Plugins.Access;
using Azul.Search.Queries;

namespace Azul.GraphSchema.Filters;

/// <summary>The sources that a filter names.</summary>
internal static class NamedSources
{
    /// <summary>
    /// Refuses a filter that names a source that the caller may not access, wherever it stands in the filter (<c>spec/service.md</c> §2.6). For entity types
    /// that are limited to accessible sources only.
    /// </summary>
    /// <exception cref="GraphException">It does.</exception>
    public static void Check(Filter filter, string column, AccessibleSources accessible)
    {
        if (accessible.Ids is not { } ids)
            return;
        var forbidden = In(filter, column).Where(s => !ids.Contains(s)).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (forbidden.Length > 0)
            throw new GraphException(ErrorCodes.ForbiddenSource, $"Cannot filter by inaccessible sources: {string.Join(", ", forbidden)}");
    }

    /// <summary>Whether a filter argument has a condition on the field of that name anywhere.</summary>
    public static bool AreIn(object? argument, string field) => argument switch
    {
        IDictionary<string, object?> filter => filter.Any(part => part.Value is not null
            && (part.Key == field || (part.Key is FilterReader.And or FilterReader.Or or FilterReader.Not && AreIn(part.Value, field)))),
        IEnumerable<object?> parts => parts.Any(part => AreIn(part, field)),
        _ => false,
    };

    private static IEnumerable<string> In(Filter filter, string column) => filter switch
    {
        Filter.And and => and.Parts.SelectMany(p => In(p, column)),
        Filter.Or or => or.Parts.SelectMany(p => In(p, column)),
        Filter.Not not => In(not.Part, column),
        Filter.Is condition when condition.Column == column => condition.Values.Select(v => v.AsStringOrNull).OfType<string>(),
        _ => [],
    };
}
