using Azul.Plugins.Documents;

namespace Azul.Search.Queries;

/// <summary>Which entities match: conditions on columns, joined by and, or and not.</summary>
public abstract record Filter
{
    private Filter()
    {
    }

    public static Filter Everything { get; } = new And([]);

    public static Filter Nothing { get; } = new Or([]);

    /// <summary>All parts match. Those that are conditions are the top-level conditions of a query, also where such conjunctions are nested.</summary>
    public sealed record And(IReadOnlyList<Filter> Parts) : Filter;

    /// <summary>At least one part matches.</summary>
    public sealed record Or(IReadOnlyList<Filter> Parts) : Filter;

    /// <summary>The part does not match.</summary>
    public sealed record Not(Filter Part) : Filter;

    /// <summary>A condition on one column.</summary>
    /// <param name="Column">The name of the column: a field's name, or that of its second column for REST.</param>
    public abstract record Condition(string Column) : Filter;

    /// <summary>
    /// The entity has one of the values. Null among them matches entities that have a null or no value at all. For composite values an entity of some properties matches a value that has all these,
    /// and a property given as null one that has none.
    /// </summary>
    public sealed record Is(string Column, IReadOnlyList<Value> Values) : Condition(Column)
    {
        /// <summary>The entity has none of the values.</summary>
        public bool IsNegated { get; init; }
    }

    /// <summary>For each of the ranges the entity has a value in it; for a column of ranges, a range inside it.</summary>
    public sealed record Within(string Column, IReadOnlyList<ValueRange> Ranges) : Condition(Column);

    /// <summary>For each of the ranges the entity has a range that holds it. For columns of ranges only.</summary>
    public sealed record Contains(string Column, IReadOnlyList<ValueRange> Ranges) : Condition(Column);

    /// <summary>For each of the ranges the entity has a range that overlaps it. For columns of ranges only.</summary>
    public sealed record Intersects(string Column, IReadOnlyList<ValueRange> Ranges) : Condition(Column);

    /// <summary>The entity has a string that starts with the text, in exactly this case.</summary>
    public sealed record StartsWith(string Column, string Text) : Condition(Column);
}
