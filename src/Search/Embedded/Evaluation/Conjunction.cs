using Azul.Plugins.Metadata;
using Azul.Search.Queries;

namespace Azul.Search.Embedded.Evaluation;

/// <summary>What a query asks of a row, taken apart into conditions on fields, each of which a facet on that field disregards.</summary>
internal sealed class Conjunction
{
    // Fields have numbers from 1 on.
    private const int None = 0, Limit = -1, Compound = -2, Several = -3;

    private readonly List<string> fields = [];
    private readonly (int Group, bool IsAboutAccess, Predicate<Row> Test)[] parts;

    public Conjunction(QueryScope scope)
    {
        var tests = new RowTests(scope);
        var found = new List<(int, bool, Predicate<Row>)>();
        if (scope.Query.Access is { IsLimit: true, Sources: not null })
            found.Add((Limit, true, scope.IsAccessible));
        foreach (var filter in TopLevel(scope.Query.Filter))
        {
            var field = filter is Filter.Condition condition ? scope.Column(condition.Column).FieldName : null;
            var isAboutAccess = field is not null && (field == SpecialFields.Accessible || field == scope.SourceIdField);
            found.Add((field is null ? Compound : GroupOf(field), isAboutAccess, tests.Of(filter)));
        }
        parts = [.. found];
    }

    /// <summary>Which parts a row fails.</summary>
    public Verdict Judge(Row row)
    {
        var failed = None;
        var failsBeyondAccess = false;
        foreach (var (group, isAboutAccess, test) in parts)
        {
            if (test(row))
                continue;
            failed = failed == None || failed == group ? group : Several;
            failsBeyondAccess |= !isAboutAccess;
            if (failed == Several && failsBeyondAccess)
                break;
        }
        return new(failed, failsBeyondAccess);
    }

    /// <summary>The number by which <see cref="Verdict"/> tells the conditions on a field.</summary>
    public int GroupOf(string field)
    {
        var index = fields.IndexOf(field);
        if (index >= 0)
            return index + 1;
        fields.Add(field);
        return fields.Count;
    }

    private static IEnumerable<Filter> TopLevel(Filter filter) => filter is Filter.And and ? and.Parts.SelectMany(TopLevel) : [filter];

    /// <summary>What a row fails.</summary>
    /// <param name="FailedGroup">The only field whose conditions fail; 0 if none fail.</param>
    /// <param name="FailsBeyondAccess">Whether anything fails beside the limit to accessible sources and conditions on sources.</param>
    internal readonly record struct Verdict(int FailedGroup, bool FailsBeyondAccess)
    {
        public bool IsHit => FailedGroup == None;

        /// <summary>Whether nothing fails but the conditions of that group.</summary>
        public bool IsHitExceptFor(int group) => FailedGroup == None || FailedGroup == group;
    }
}
