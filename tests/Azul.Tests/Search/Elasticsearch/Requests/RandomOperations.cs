using System.Text.Json;

namespace Azul.Tests.Search.Elasticsearch.Requests;

/// <summary>Random operations on a catalog of toys, each of which needs the index.</summary>
internal sealed class RandomOperations(Random random)
{
    private static readonly string[] Columns = ["title", "subject", "authorName", "country", "format"];
    private static readonly string[] Words = ["art", "war", "x", "Emma", ""];

    /// <summary>How many books there are.</summary>
    public const int Books = 40;

    /// <summary>The id of a book.</summary>
    public static string IdOf(int book) => $"00000000-0000-4000-8000-{book:000000000000}";

    /// <summary>A GraphQL operation of several root fields.</summary>
    public string GraphQL() => $"{{ toy {{ {string.Join(' ', Enumerable.Range(0, 1 + random.Next(4)).Select(RootField))} }} }}";

    /// <summary>The path and query of a REST request.</summary>
    public string Rest() => random.Next(4) switch
    {
        0 => $"/index/summary?catalog=toys{Filters()}",
        1 => $"/index/books/{IdOf(random.Next(Books))}?catalog=toys",
        _ => $"/index/{(random.Next(4) == 0 ? "libraries" : "books")}?catalog=toys&size={1 + random.Next(20)}{Filters()}{(random.Next(2) == 0 ? "&order=desc" : "")}",
    };

    private string RootField(int index) => random.Next(5) switch
    {
        0 => $"f{index}: summary{Filter()} {{ bookCount libraryCount totalPages authorCount subjects }}",
        1 => $"f{index}: libraries {{ totalCount nodes {{ id }} }}",
        _ => $"f{index}: books{Filter($"first: {random.Next(20)}")} {{ totalCount {string.Join(' ', Parts())} }}",
    };

    private IEnumerable<string> Parts()
    {
        if (random.Next(2) == 0)
            yield return "nodes { id title }";
        if (random.Next(2) == 0)
            yield return $"facets {{ {string.Join(' ', Columns.Where(_ => random.Next(2) == 0).Append("city").Select(c => $"{c} {{ distinctCount terms {{ value count }} pageInfo {{ hasNextPage }} }}"))} }}";
        if (random.Next(3) == 0)
            yield return "allFacets(first: 5) { name total terms { count } }";
        if (random.Next(3) == 0)
            yield return "stats { pages { sum max } }";
    }

    private string Filter(params string[] arguments)
    {
        string[] all = [.. arguments, .. random.Next(2) == 0 ? [$"filter: {{ {One(Columns)}: {{ is: [{JsonSerializer.Serialize(One(Words))}, null] }} }}"] : Array.Empty<string>()];
        return all.Length == 0 ? "" : $"({string.Join(", ", all)})";
    }

    private string Filters() => random.Next(2) == 0
        ? ""
        : $"&filters={Uri.EscapeDataString(JsonSerializer.Serialize(new Dictionary<string, object> { [One(Columns)] = new { @is = new[] { One(Words), null } } }))}";

    private T One<T>(T[] items) => items[random.Next(items.Length)];
}
