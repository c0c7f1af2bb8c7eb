using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Tests.Rest.Support;

namespace Azul.Tests.Rest.Recordings;

/// <summary>Sends recorded requests again and says how the answers differ: in status, recorded headers or body.</summary>
internal static class Replay
{
    public static async Task<IReadOnlyList<string>> DifferencesAsync(RestServer server, Recording recording)
    {
        using var request = Request(server, recording);
        using var response = await server.Client.SendAsync(request);
        var status = (int)response.StatusCode;
        // Nobody depends on an answer that the original failed to give.
        if (recording.Status == 500)
            return status < 500 ? [] : [$"status: expected no failure, found {status}"];
        if (status != recording.Status)
            return [$"status: expected {recording.Status}, found {status} {await response.Content.ReadAsStringAsync()}"];
        var headers = recording.AnswerHeaders.SelectMany(h => HeaderDifferences(response, h.Key, h.Value));
        var text = await response.Content.ReadAsStringAsync();
        return [.. headers, .. AnswerComparison.Differences(recording.Answer, Parse(Masked(text, server)))];
    }

    private static HttpRequestMessage Request(RestServer server, Recording recording)
    {
        var request = server.Request(recording.Method, recording.Url.Replace("{base}", "", StringComparison.Ordinal));
        request.Headers.TryAddWithoutValidation("Accept", "*/*");
        if (recording.Body is not null)
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(recording.Body));
        foreach (var (name, value) in recording.Headers)
        {
            if (name == "Content-Type")
            {
                request.Content ??= new ByteArrayContent([]);
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            }
            else if (name == "Host")
            {
                request.Headers.Host = value;
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
        return request;
    }

    private static IEnumerable<string> HeaderDifferences(HttpResponseMessage response, string name, string expected)
    {
        var all = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated);
        var actual = all.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value.ToString();
        var isSame = name.Equals("Access-Control-Allow-Methods", StringComparison.OrdinalIgnoreCase)
            ? expected.Split(',').Order().SequenceEqual(actual.Split(',').Select(m => m.Trim()).Order())
            : actual == expected;
        return isSame ? [] : [$"header {name}: expected '{expected}', found '{actual}'"];
    }

    private static string Masked(string text, RestServer server)
    {
        var authority = server.Address.GetLeftPart(UriPartial.Authority);
        return text.Replace(authority, "{base}", StringComparison.Ordinal).Replace(server.Address.Authority, "{host}", StringComparison.Ordinal);
    }

    private static Value Parse(string text)
    {
        try
        {
            return ValueJson.FromElement(JsonElement.Parse(text));
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
