using Azul.Plugins.Access;
using Azul.Plugins.Metadata;
using Azul.Search.Access;
using Azul.Search.Queries;

namespace Azul.Tests.Rest.Access;

/// <summary>The table of <c>spec/service.md</c> §2.6, case by case: the caller may access <c>a</c> and <c>b</c>.</summary>
public sealed class SourceConditionsTests
{
    private const string None = "-";

    private static readonly EntityType Hub = new("hubs", "hub", "", []) { IsHub = true };
    private static readonly EntityType Restricted = new("things", "thing", "", []);

    [Theory]
    // No filter on sources.
    [InlineData(null, "TF", "-", "-")]
    [InlineData(null, "T", "-", "in a b")]
    [InlineData(null, "F", "in ", "not in a b")]
    [InlineData(null, "", "in ", "in ")]
    // Only accessible sources.
    [InlineData("a", "TF", "in a", "in a")]
    [InlineData("a", "T", "in a", "in a")]
    [InlineData("a", "F", "in ", "in ")]
    [InlineData("a", "", "in ", "in ")]
    [InlineData("", "TF", "in ", "in ")]
    // An inaccessible one among them.
    [InlineData("b x", "TF", "forbidden x", "in b x")]
    [InlineData("b x", "T", "forbidden x", "in b")]
    [InlineData("b x", "F", "forbidden x", "in x")]
    [InlineData("b x", "", "forbidden x", "in ")]
    public void Filters_and_access_make_one_condition(string? sources, string accessible, string restricted, string hub)
    {
        var conditions = Conditions(new(new HashSet<string> { "a", "b" }), sources, accessible);

        Assert.Equal(restricted, Meaning(conditions, Restricted));
        Assert.Equal(hub, Meaning(conditions, Hub));
        Assert.True(conditions.AccessTo(Restricted).IsLimit);
        Assert.False(conditions.AccessTo(Hub).IsLimit);
    }

    [Theory]
    [InlineData(null, "TF", "-", "-")]
    [InlineData(null, "T", "-", "-")]
    [InlineData(null, "F", "in ", "in ")]
    [InlineData("x", "TF", "in x", "in x")]
    [InlineData("x", "F", "in ", "in ")]
    public void Where_everything_is_accessible_nothing_is_forbidden(string? sources, string accessible, string restricted, string hub)
    {
        var conditions = Conditions(AccessibleSources.All, sources, accessible);

        Assert.Equal(restricted, Meaning(conditions, Restricted));
        Assert.Equal(hub, Meaning(conditions, Hub));
    }

    private static SourceConditions Conditions(AccessibleSources access, string? sources, string accessible) => new("sourceId", access)
    {
        ExplicitSources = sources?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(),
        AdmitsAccessible = accessible.Contains('T', StringComparison.Ordinal),
        AdmitsInaccessible = accessible.Contains('F', StringComparison.Ordinal),
    };

    private static string Meaning(SourceConditions conditions, EntityType type)
    {
        if (conditions.ForbiddenIn(type) is { Count: > 0 } forbidden)
            return "forbidden " + string.Join(' ', forbidden);
        return conditions.ConditionFor(type) switch
        {
            null => None,
            Filter.Is { Column: "sourceId" } condition => $"{(condition.IsNegated ? "not " : "")}in {string.Join(' ', condition.Values.Select(v => v.AsString))}",
            var other => other.ToString()!,
        };
    }
}
