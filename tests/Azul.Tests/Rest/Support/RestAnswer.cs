using System.Text;
using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Tests.Rest.Support;

/// <summary>An answer, read to its end.</summary>
internal sealed record RestAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Text)
{
    public Value Json => ValueJson.FromElement(JsonElement.Parse(Text));

    public Entity Body => Json.AsEntity;

    public string? Message => Body["Message"].AsStringOrNull;

    public Entity Pagination => Body["pagination"].AsEntity;

    public IEnumerable<string> EntryIds => Body["hits"].AsList.Select(h => h.AsEntity["entryId"].AsString);

    /// <summary>The terms of a facet with their counts, null as <c>null</c>.</summary>
    public IEnumerable<string> Terms(string facet) =>
        Body["termFacets"].AsEntity[facet].AsEntity["terms"].AsList.Select(t => $"{t.AsEntity["term"]}: {t.AsEntity["count"]}");

    public static Task<RestAnswer> GetAsync(RestServer server, string url, params (string Name, string Value)[] headers) => SendAsync(server, "GET", url, null, headers);

    /// <summary>Sends a request. A header <c>Content-Type</c> goes with the body.</summary>
    public static async Task<RestAnswer> SendAsync(RestServer server, string method, string url, string? body, params (string Name, string Value)[] headers)
    {
        using var request = server.Request(method, url);
        if (body is not null || headers.Any(h => h.Name == "Content-Type"))
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body ?? ""));
        foreach (var (name, value) in headers)
            _ = request.Headers.TryAddWithoutValidation(name, value) || request.Content?.Headers.TryAddWithoutValidation(name, value) == true;
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var all = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated);
        return new(
            (int)response.StatusCode,
            all.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
