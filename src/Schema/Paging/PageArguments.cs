using Azul.GraphSchema.Errors;
using Azul.GraphSchema.Naming;
using GraphQL.Types;

namespace Azul.GraphSchema.Paging;

/// <summary>Which page of hits a client asks for.</summary>
/// <param name="Size">The greatest number of hits on it.</param>
/// <param name="Cursor">Where it starts, or ends if it is taken backward; null for the first or last page.</param>
/// <param name="IsBackward">Whether it is taken backward.</param>
internal sealed record PageArguments(int Size, string? Cursor, bool IsBackward)
{
    public const int DefaultSize = 10;
    public const int MaxSize = 1000;

    private const string Directions = "a page is taken either forward, with 'first' and 'after', or backward, with 'last' and 'before'";

    /// <summary>The name of the argument that has the cursor.</summary>
    public string CursorArgument => IsBackward ? "before" : "after";

    /// <summary>Checks that the arguments go together.</summary>
    /// <exception cref="GraphException">They do not.</exception>
    public static PageArguments Of(int? first, string? after, int? last, string? before)
    {
        if (first is not null && last is not null)
            throw Refused($"'first' and 'last' exclude each other: {Directions}");
        if (after is not null && before is not null)
            throw Refused($"'after' and 'before' exclude each other: {Directions}");
        if (after is not null && last is not null)
            throw Refused("'after' goes with 'first', not with 'last'");
        if (before is not null && first is not null)
            throw Refused("'before' goes with 'last', not with 'first'");
        var isBackward = last is not null || before is not null;
        return new(CheckSize(isBackward ? "last" : "first", (isBackward ? last : first) ?? DefaultSize), isBackward ? before : after, isBackward);
    }

    /// <summary>Checks a page size.</summary>
    /// <exception cref="GraphException">It is negative or too large.</exception>
    public static int CheckSize(string argument, int size) => size is >= 0 and <= MaxSize
        ? size
        : throw Refused($"'{argument}' must be between 0 and {MaxSize}, but is {size}");

    /// <summary>The arguments of a connection.</summary>
    public static IEnumerable<QueryArgument> Declare(SharedTypes types) =>
    [
        types.Int.Argument("first", $"How many hits to take, at most {MaxSize}; {DefaultSize} by default."),
        types.String.Argument("after", "The cursor of the hit that the page starts after. Goes with `first`."),
        types.Int.Argument("last", $"How many hits to take from the end or before `before`, at most {MaxSize}."),
        types.String.Argument("before", "The cursor of the hit that the page ends before. Goes with `last`."),
    ];

    private static GraphException Refused(string message) => new(ErrorCodes.InvalidPaging, message);
}
