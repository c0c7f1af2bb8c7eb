using System.Text.Json;
using System.Text.Json.Nodes;
using Azul.Plugins.Access;
using Azul.Plugins.Documents;
using Azul.Tests.GraphQL.Support;
using Azul.Tests.Support;

namespace Azul.Tests.GraphQL;

/// <summary>
/// The facet law, from end to end: adding a term of a facet to the filter, in place of the filter's own condition on that facet, yields exactly as many hits as the count shown for the term.
/// Random documents with nulls, absences, lists and nested values; random filters; callers with and without limits.
/// </summary>
public sealed class FacetLawTests
{
    private const int Operations = 40;

    // Each of them asks the server for hundreds of counts.
    private const int OperationsOnServer = 6;

    private static readonly string[] Simple = ["title", "subject", "authorName", "country", "libraryName", "city", "bookId", "format", "sourceId"];

    [Theory]
    [InlineData(null)]
    [InlineData("s1")]
    [InlineData("s1 s2")]
    public Task The_facet_law_holds(string? sources) =>
        CheckAsync(sources, Operations, (documents, accessible) => GraphQLHost.StartAsync(ToyRepository.Catalogs(new ToyPlugin(), "toys"), documents, accessible));

    [Theory]
    [InlineData(null)]
    [InlineData("s1 s2")]
    public Task The_facet_law_holds_on_Elasticsearch(string? sources) => CheckAsync(
        sources, OperationsOnServer, (documents, accessible) => GraphQLHost.StartAsync(ElasticsearchServer.Newest, ToyRepository.Catalogs(new ToyPlugin(), "toys"), documents, accessible));

    private static async Task CheckAsync(string? sources, int operations, Func<IEnumerable<Aggregate>, AccessibleSources, Task<GraphQLHost>> start)
    {
        var random = new Random(Seed.Value);
        var accessible = sources is null ? AccessibleSources.All : new AccessibleSources(sources.Split(' ').ToHashSet());
        await using var host = await start(Documents(random), accessible);
        for (var i = 0; i < operations; i++)
        {
            var type = random.Next(4) == 0 ? "libraries" : "books";
            var filter = Filter(random, sources?.Split(' ') ?? ["s1", "s2", "s3"], 0);
            var connection = (await host.DataAsync(
                $"query ($filter: ToyFilter) {{ toy {{ {type}(filter: $filter) {{ totalCount allFacets(first: 1000) {{ name total missing terms {{ value count }} }} }} }} }}", new { filter })).At("toy", type);
            foreach (var facet in connection.GetProperty("allFacets").EnumerateArray())
                await CheckAsync(host, type, filter, facet);
        }
    }

    // All terms of a facet in one operation, an alias each.
    private static async Task CheckAsync(GraphQLHost host, string type, JsonObject filter, JsonElement facet)
    {
        var name = facet.Name();
        var terms = facet.GetProperty("terms").EnumerateArray().ToArray();
        var nullCount = terms.Where(t => t.GetProperty("value").ValueKind == JsonValueKind.Null).Sum(t => t.GetProperty("count").GetInt64());
        Assert.True(facet.GetProperty("missing").GetInt64() == nullCount, $"AZUL_SEED={Seed.Value}: missing of {name} under {filter}");
        var rest = Without(filter, name);
        var variables = new JsonObject();
        for (var i = 0; i < terms.Length; i++)
        {
            var changed = (JsonObject)rest.DeepClone();
            changed[name] = new JsonObject { ["is"] = new JsonArray(JsonNode.Parse(terms[i].GetProperty("value").GetRawText())) };
            variables[$"f{i}"] = changed;
        }
        variables["rest"] = rest;
        var declarations = string.Join(", ", variables.Select(v => $"${v.Key}: ToyFilter"));
        var counts = (await host.DataAsync(
            $"query ({declarations}) {{ toy {{ {string.Join(' ', variables.Select(v => $"{v.Key}: {type}(filter: ${v.Key}) {{ totalCount }}"))} }} }}", variables)).GetProperty("toy");
        Assert.True(
            counts.At("rest", "totalCount").GetInt64() == facet.GetProperty("total").GetInt64(), $"AZUL_SEED={Seed.Value}: total of {name} in {type} under {filter}: {facet}");
        for (var i = 0; i < terms.Length; i++)
        {
            var found = counts.At($"f{i}", "totalCount").GetInt64();
            Assert.True(
                found == terms[i].GetProperty("count").GetInt64(), $"AZUL_SEED={Seed.Value}: {name} in {type} under {filter}: {terms[i]}, but {found} hits");
        }
    }

    // Top-level conditions on the field are those of the filter itself and of conjunctions in it.
    private static JsonObject Without(JsonObject filter, string field)
    {
        var result = new JsonObject();
        foreach (var (name, value) in filter)
        {
            if (name == "and")
                result[name] = new JsonArray([.. value!.AsArray().Select(part => (JsonNode)Without(part!.AsObject(), field))]);
            else if (name != field)
                result[name] = value?.DeepClone();
        }
        return result;
    }

    private static JsonObject Filter(Random random, string[] sources, int depth)
    {
        var filter = new JsonObject();
        for (var i = random.Next(3); i >= 0; i--)
        {
            var (name, condition) = Condition(random, sources, depth);
            filter[name] = condition;
        }
        return filter;
    }

    private static (string Name, JsonNode Condition) Condition(Random random, string[] sources, int depth)
    {
        switch (random.Next(depth < 2 ? 14 : 10))
        {
            case 0:
                return ("isLent", Is(random, () => random.Next(3) switch { 0 => null, 1 => true, _ => (JsonNode)false }));
            case 1:
                return ("accessible", Is(random, () => random.Next(2) == 0));
            case 2:
                return ("sourceId", Is(random, () => sources[random.Next(sources.Length)]));
            case 3:
                return ("pages", new JsonObject { ["within"] = new JsonArray(new JsonObject { ["gte"] = random.Next(3), ["lte"] = 2 + random.Next(3) }) });
            case 4:
                return ("award", Is(random, () => Composite(random, "prize", Word(random), "year", 2000 + random.Next(2))));
            case 5:
                return ("loanPeriod", Is(random, () => Composite(random, "value", $"{random.Next(2)}", "unit", random.Next(2) == 0 ? "day" : "week")));
            case 6:
                return ("readingAge", new JsonObject { [random.Next(3) switch { 0 => "within", 1 => "contains", _ => "intersects" }] = new JsonArray(new JsonObject { ["gte"] = 2 + random.Next(3), ["lte"] = 5 + random.Next(3) }) });
            case 7:
                return ("subject", new JsonObject { ["startsWith"] = "a" });
            case 10:
                return ("or", new JsonArray(Filter(random, sources, depth + 1), Filter(random, sources, depth + 1)));
            case 11:
                return ("not", Filter(random, sources, depth + 1));
            case >= 12:
                return ("and", new JsonArray(Filter(random, sources, depth + 1), Filter(random, sources, depth + 1)));
            default:
                var name = Simple[random.Next(Simple.Length)];
                return name == "sourceId" ? (name, Is(random, () => sources[random.Next(sources.Length)])) : (name, Is(random, () => random.Next(4) == 0 ? null : Word(random)));
        }
    }

    private static JsonObject Is(Random random, Func<JsonNode?> value) => new()
    {
        [random.Next(5) == 0 ? "isNot" : "is"] = new JsonArray([.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => value())]),
    };

    private static JsonObject? Composite(Random random, string first, JsonNode? firstValue, string second, JsonNode? secondValue)
    {
        if (random.Next(6) == 0)
            return null;
        var value = new JsonObject();
        if (random.Next(3) > 0)
            value[first] = random.Next(5) == 0 ? null : firstValue;
        if (random.Next(3) > 0)
            value[second] = random.Next(5) == 0 ? null : secondValue;
        return value;
    }

    private static IEnumerable<Aggregate> Documents(Random random)
    {
        for (var i = 0; i < 60; i++)
            yield return Book(random, $"b{i}", $"s{1 + random.Next(3)}");
        for (var i = 0; i < 12; i++)
            yield return Shelf.Library($"l{i}", $"s{1 + random.Next(3)}", Word(random)!);
    }

    private static Aggregate Book(Random random, string id, string source)
    {
        var properties = new List<(string, Value)>();
        Maybe("title", () => Word(random));
        Maybe("subjects", () => List(random, () => random.Next(6) == 0 ? Value.Null : Word(random)));
        Maybe("pages", () => (long)random.Next(5));
        Maybe("is_lent", () => random.Next(2) == 0);
        Maybe("awards", () => List(random, () => Shelf.Award(random.Next(4) == 0 ? null : Word(random), random.Next(4) == 0 ? null : 2000 + random.Next(2))));
        Maybe("loan_period", () => Shelf.Period($"{random.Next(2)}", random.Next(3) switch { 0 => null, 1 => "day", _ => "week" }));
        Maybe("reading_age", () => Value.List((double)random.Next(5), 5.0 + random.Next(4)));
        Maybe("formats", () => new Entity([.. Enumerable.Range(0, random.Next(3)).Select(i => (i == 0 ? "folio" : "quarto", (Value)1L))]));
        return Shelf.Book(id, source, [.. properties]);

        void Maybe(string name, Func<Value> value)
        {
            switch (random.Next(5))
            {
                case 0:
                    break;
                case 1 when name != "formats":
                    properties.Add((name, Value.Null));
                    break;
                default:
                    properties.Add((name, value()));
                    break;
            }
        }
    }

    private static Value List(Random random, Func<Value> value) => Value.List(Enumerable.Range(0, random.Next(4)).Select(_ => value()));

    private static string? Word(Random random) => random.Next(8) switch { 0 => "art", 1 => "Art", 2 => "war", 3 => "", 4 => "ÿ", 5 => "a\"b\\c", 6 => new string('x', 300), _ => "null" };
}
