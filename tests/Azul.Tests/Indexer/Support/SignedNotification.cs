using System.Text;
using Azul.Indexer.Webhook;

namespace Azul.Tests.Indexer.Support;

/// <summary>Requests as notifiers send them.</summary>
internal static class SignedNotification
{
    public static HttpRequestMessage Post(string path, string body, string key, string keyId, DateTimeOffset created)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var signed = new SignedRequest("POST", path, bytes, HttpSignature.DigestOf(bytes));
        var (input, signature) = HttpSignature.Sign(signed, key, keyId, created);
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation("Content-Digest", signed.ContentDigest);
        request.Headers.TryAddWithoutValidation("Signature-Input", input);
        request.Headers.TryAddWithoutValidation("Signature", signature);
        return request;
    }
}
