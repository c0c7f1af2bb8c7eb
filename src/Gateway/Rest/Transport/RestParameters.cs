using System.Buffers;
using System.Text;
using Azul.Gateway.Rest.Python;
using Azul.Plugins.Documents;

namespace Azul.Gateway.Rest.Transport;

/// <summary>The parameters of a request, from the query string or hoisted from a JSON body (<c>spec/service.md</c> §8.3).</summary>
internal sealed class RestParameters
{
    /// <summary>The greatest body that is read, in bytes: what the original's platform takes.</summary>
    public const int MaxBodyLength = 6_291_556;

    private readonly Dictionary<string, Value> values;

    private RestParameters(Dictionary<string, Value> values) => this.values = values;

    /// <summary>The value: a string, or whatever JSON the body has. False where the parameter is absent.</summary>
    public bool TryGet(string name, out Value value) => values.TryGetValue(name, out value);

    /// <summary>The value of a parameter that must be text, or null where it is absent.</summary>
    /// <exception cref="RestException">It is something else.</exception>
    public string? Text(string name) => !values.TryGetValue(name, out var value)
        ? null
        : value.AsStringOrNull ?? throw RestErrors.InvalidParameter(name);

    /// <summary>Refuses unknown parameters first, then missing ones.</summary>
    public void Check(IReadOnlyList<RestParameter> known)
    {
        var unknown = values.Keys.Where(name => !known.Any(p => p.Name == name)).ToArray();
        if (unknown.Length > 0)
            throw RestErrors.UnknownParameters(unknown);
        var missing = known.Where(p => p.IsRequired && !values.ContainsKey(p.Name)).Select(p => p.Name).ToArray();
        if (missing.Length > 0)
            throw RestErrors.MissingParameters(missing);
    }

    public static RestParameters OfQuery(string query) => new(QueryText.Parse(query).ToDictionary(p => p.Key, p => (Value)p.Value));

    /// <summary>The parameters of the query string and, if the body is JSON, of the body.</summary>
    public static async ValueTask<RestParameters> OfQueryAndBodyAsync(string query, HttpRequest request, CancellationToken cancellation)
    {
        var parameters = OfQuery(query);
        if (!IsJson(request.ContentType))
            return parameters;
        if (!PythonJson.TryParse(await ReadBodyAsync(request, cancellation), out var body))
            throw RestErrors.UnparsableBody();
        if (body.IsNull)
            return parameters;
        if (body.Kind != ValueKind.Entity)
            throw RestErrors.BodyIsNoObject();
        foreach (var (name, value) in body.AsEntity)
        {
            if (!parameters.values.TryAdd(name, value))
                throw RestErrors.ConflictingParameters();
        }
        return parameters;
    }

    /// <summary>Refuses a request that has a content type, whatever its method, other than JSON.</summary>
    public static void CheckContentType(HttpRequest request)
    {
        if (!string.IsNullOrEmpty(request.ContentType) && !IsJson(request.ContentType) && !MediaType(request.ContentType).SequenceEqual("*/*"))
            throw RestErrors.UnsupportedMediaType(request.ContentType);
    }

    private static bool IsJson(string? contentType) =>
        contentType is not null && MediaType(contentType).Equals("application/json", StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> MediaType(string contentType)
    {
        var semicolon = contentType.IndexOf(';', StringComparison.Ordinal);
        return (semicolon < 0 ? contentType : contentType.AsSpan(0, semicolon)).Trim();
    }

    private static async ValueTask<string> ReadBodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > MaxBodyLength)
            throw RestErrors.TooLarge("body of a request", MaxBodyLength);
        var body = new ArrayBufferWriter<byte>();
        try
        {
            while (true)
            {
                var read = await request.BodyReader.ReadAsync(cancellation);
                foreach (var segment in read.Buffer)
                    body.Write(segment.Span);
                request.BodyReader.AdvanceTo(read.Buffer.End);
                if (body.WrittenCount > MaxBodyLength)
                    throw RestErrors.TooLarge("body of a request", MaxBodyLength);
                if (read.IsCompleted)
                    return Encoding.UTF8.GetString(body.WrittenSpan);
            }
        }
        catch (BadHttpRequestException)
        {
            throw RestErrors.UnparsableBody();
        }
    }
}
