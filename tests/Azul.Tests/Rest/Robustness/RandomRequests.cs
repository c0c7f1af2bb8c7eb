using System.Text;

namespace Azul.Tests.Rest.Robustness;

/// <summary>Random requests: some nearly right, some nonsense. The same seed gives the same requests.</summary>
internal sealed class RandomRequests(Random random)
{
    private static readonly string[] Methods = ["GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "POST", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "FOO"];
    private static readonly string[] Types = ["bundles", "files", "projects", "samples", "books", "libraries", "cell_suspensions", "summary", "catalogs", "..", "%2e%2e", "a%2Fb", "%00", "%", "%zz", "%C3%A9", "%E9", ""];
    private static readonly string[] Names = ["catalog", "filters", "size", "sort", "order", "search_after", "search_before", "search_after_uid", "search_before_uid", "foo", "", "%00"];
    private static readonly string[] Words = ["lung", "~null", "", "true", "null", "2018-03-29", "now-1d/d", "now+9999999999y", "0", "-1", "1.5", "\ud800", "é", "😀", "'", "\"", "\\", "\0", "{0}", "a.b"];
    private static readonly string[] Encodings = ["gzip", "br", "*", "identity;q=0", "gzip;q=0", ";;q=x", "gzip, gzip"];
    private static readonly string[] ContentTypes = ["application/json", "application/json; charset=utf-16", "application/JSON", "text/plain", "*/*", ";", "multipart/form-data; boundary=x"];
    private static readonly string[] Authorizations = ["Bearer none", "Bearer some", "Bearer x", "Bearer", "Basic eA==", "", "Bearer \t a", "bearer none"];
    private static readonly string[] Fields =
    [
        "organ", "fileSize", "pairedEnd", "organismAge", "organismAgeRange", "accessions", "tissueAtlas", "submissionDate", "bundleVersion", "fileVersion", "assayType", "sourceId", "accessible",
        "entryId", "title", "pages", "price", "published", "award", "loanPeriod", "readingAge", "format", "nope", "",
    ];

    public RandomRequest Next()
    {
        var method = One(Methods);
        var headers = new List<(string, string)>();
        Sometimes(3, () => headers.Add(("Accept-Encoding", One(Encodings))));
        Sometimes(4, () => headers.Add(("Authorization", One(Authorizations))));
        Sometimes(8, () => headers.Add(("X-Forwarded-Proto", One(Words.Where(IsHeaderText)))));
        Sometimes(8, () => headers.Add(("X-Forwarded-Host", One(Words.Where(IsHeaderText)))));
        var hasBody = method is "POST" or "PUT" or "PATCH" || random.Next(20) == 0;
        if (hasBody || random.Next(10) == 0)
            headers.Add(("Content-Type", random.Next(3) > 0 ? ContentTypes[0] : One(ContentTypes)));
        return new(method, Path() + Query(), headers, hasBody ? Body() : null);
    }

    private string Path() => random.Next(12) switch
    {
        0 => "/" + Noise(random.Next(20)),
        1 => One(["/health", "/health/", "/health/basic", "/health/fast", "/health/queues,progress", "/health/,", "/health/%2C", "/version", "/openapi", "/index/catalogs"]),
        2 => $"/index/{One(Types)}/{One(["2b79abcd-1234-4abc-8abc-1234567890ab", "FOO", "%27", "", "..", Noise(5)])}",
        3 => "/index/summary",
        4 => $"/index/{One(Types)}/",
        _ => $"/index/{One(Types)}",
    };

    private string Query()
    {
        var parameters = Enumerable.Range(0, random.Next(5)).Select(_ => Parameter()).ToArray();
        var separator = random.Next(30) == 0 ? "&&" : "&";
        var query = string.Join(separator, parameters.Select(p => $"{p.Name}={(random.Next(15) == 0 ? Noise(8) : Uri.EscapeDataString(p.Value))}"));
        return query.Length > 0 || random.Next(5) == 0 ? "?" + query : "";
    }

    private (string Name, string Value) Parameter()
    {
        var name = random.Next(12) == 0 ? Uri.EscapeDataString(Word()) : One(Names);
        var value = random.Next(10) == 0 ? Word() : name switch
        {
            "catalog" => One(["test", "toys", "toys", "nope", "X"]),
            "filters" => Filters(),
            "size" => One(["1", "5", "1000", "0", "-1", "1e3", "+5", " 5", "1_0", "٣", new string('9', random.Next(1, 5000))]),
            "sort" => One(Fields),
            "order" => One(["asc", "desc", "ASC"]),
            "search_after" or "search_before" => Json(1),
            _ => Word(),
        };
        return (name, value);
    }

    private string Filters()
    {
        if (random.Next(10) == 0)
            return Json(3);
        var entries = Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{One(Fields)}\":{Relation()}");
        return $"{{{string.Join(',', entries)}}}";
    }

    private string Relation() => random.Next(15) == 0
        ? Json(2)
        : $"{{\"{One(["is", "is", "within", "contains", "intersects", "is_not", ""])}\":[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Json(2)))}]}}";

    private string Json(int depth) => random.Next(depth > 0 ? 10 : 6) switch
    {
        0 => "null",
        1 => One(["true", "false", "NaN", "Infinity", "-0", "1e999", "9223372036854775808", "9223372036854774784", "253370764800000"]),
        2 => random.Next(-5, 2_000_000).ToString(),
        3 => random.NextDouble().ToString("R"),
        4 or 5 => System.Text.Json.JsonSerializer.Serialize(Word()),
        6 => $"{{\"{One(["value", "unit", "namespace", "prize", "atlas", "x"])}\":{Json(depth - 1)},\"{One(["unit", "year"])}\":{Json(depth - 1)}}}",
        7 => $"[{Json(depth - 1)}",
        8 => new string('[', random.Next(1, 400)),
        _ => $"[{Json(depth - 1)},{Json(depth - 1)}]",
    };

    private string Body() => random.Next(8) switch
    {
        0 => "",
        1 => Noise(random.Next(200)),
        2 => Json(4),
        3 => new string('[', random.Next(1, 100_000)),
        4 => $"{{\"filters\":{System.Text.Json.JsonSerializer.Serialize(new string('{', random.Next(50_000)))}}}",
        _ => $"{{{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => BodyEntry()))}}}",
    };

    private string BodyEntry()
    {
        var (name, value) = Parameter();
        return $"{System.Text.Json.JsonSerializer.Serialize(name)}:{(random.Next(5) == 0 ? Json(2) : System.Text.Json.JsonSerializer.Serialize(value))}";
    }

    private string Word() => random.Next(20) switch
    {
        0 => new string('x', random.Next(12_000)),
        1 => Noise(10),
        _ => One(Words),
    };

    // Characters that a URL may hold, escaped or not, or should not.
    private string Noise(int length)
    {
        var text = new StringBuilder();
        for (var i = 0; i < length; i++)
        {
            _ = random.Next(4) switch
            {
                0 => text.Append('%').Append(random.Next(256).ToString("X2")),
                1 => text.Append(One(["/", ".", "%", "&", "=", "+", ";", ",", "{", "}", "[", "]", "\"", "'"])),
                _ => text.Append((char)random.Next('a', 'z' + 1)),
            };
        }
        return text.ToString();
    }

    private static bool IsHeaderText(string text) => text.All(c => c is >= ' ' and <= '~');

    private void Sometimes(int oneIn, Action action)
    {
        if (random.Next(oneIn) == 0)
            action();
    }

    private T One<T>(IEnumerable<T> items)
    {
        var list = items as IReadOnlyList<T> ?? [.. items];
        return list[random.Next(list.Count)];
    }
}
