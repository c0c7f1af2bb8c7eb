using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Azul.Indexer.Webhook;

/// <summary>
/// HTTP message signatures (RFC 9421) as notifiers make them: one signature over method, path and digest of the body, with <c>hmac-sha256</c> (<c>spec/indexer.md</c> §1.3).
/// </summary>
internal static partial class HttpSignature
{
    private const string Covered = "(\"@method\" \"@path\" \"content-digest\")";
    private const string Algorithm = "hmac-sha256";

    /// <summary>What is wrong with a request's signature, or null where nothing is. Not to be told to the client.</summary>
    public static string? Fault(SignedRequest request, WebhookOptions options, DateTimeOffset now)
    {
        if (options.Key is not { Length: > 0 } key)
            return "there is no key";
        if (SignatureInput().Match(request.SignatureInput ?? "") is not { Success: true } input)
            return "Signature-Input is missing or not of the expected form";
        if (SignatureValue().Match(request.Signature ?? "") is not { Success: true } signature || signature.Groups["label"].Value != input.Groups["label"].Value)
            return "Signature is missing, or not that of Signature-Input";
        if (ParametersFault(input, options, now) is { } fault)
            return fault;
        if (!IsDigestOf(request.ContentDigest, request.Body))
            return "Content-Digest is missing, or not that of the body";
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(Base(request, input.Groups["params"].Value)));
        return TryDecode(signature.Groups["value"].Value, out var actual) && CryptographicOperations.FixedTimeEquals(expected, actual) ? null : "the signature is wrong";
    }

    /// <summary>The headers of a signed request, for clients.</summary>
    public static (string SignatureInput, string Signature) Sign(SignedRequest request, string key, string keyId, DateTimeOffset now, string label = "pyhms")
    {
        var parameters = $"{Covered};created={now.ToUnixTimeSeconds()};keyid=\"{keyId}\";alg=\"{Algorithm}\"";
        var value = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(Base(request, parameters)));
        return ($"{label}={parameters}", $"{label}=:{Convert.ToBase64String(value)}:");
    }

    /// <summary>The value of <c>Content-Digest</c> for a body.</summary>
    public static string DigestOf(ReadOnlySpan<byte> body) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(body))}:";

    private static string? ParametersFault(Match input, WebhookOptions options, DateTimeOffset now)
    {
        string? created = null, keyId = null, algorithm = null, expires = null;
        foreach (Match parameter in Parameter().Matches(input.Groups["rest"].Value))
        {
            var value = parameter.Groups["value"].Value;
            switch (parameter.Groups["name"].Value)
            {
                case "created": created = value; break;
                case "keyid": keyId = value; break;
                case "alg": algorithm = value; break;
                case "expires": expires = value; break;
            }
        }
        if (!long.TryParse(created, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(now.ToUnixTimeSeconds() - seconds) > options.Window.TotalSeconds)
            return "created is missing, or too far from now";
        if (expires is not null && (!long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var end) || end < now.ToUnixTimeSeconds()))
            return "it has expired";
        if (keyId != $"\"{options.KeyId}\"")
            return "keyid is not that of the key";
        return algorithm is null or $"\"{Algorithm}\"" ? null : "alg is another algorithm";
    }

    private static bool IsDigestOf(string? header, byte[] body)
    {
        foreach (var member in (header ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (DigestValue().Match(member) is { Success: true } match)
                return TryDecode(match.Groups["value"].Value, out var digest) && CryptographicOperations.FixedTimeEquals(digest, SHA256.HashData(body));
        }
        return false;
    }

    private static string Base(SignedRequest request, string parameters) =>
        $"\"@method\": {request.Method}\n\"@path\": {request.Path}\n\"content-digest\": {request.ContentDigest}\n\"@signature-params\": {parameters}";

    private static bool TryDecode(string base64, out byte[] bytes)
    {
        bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
            return false;
        bytes = bytes[..length];
        return true;
    }

    // Exactly one signature, and exactly these components in this order: any other request was signed for another purpose.
    [GeneratedRegex("""^(?<label>[a-z*][a-z0-9_.*-]*)=(?<params>\("@method" "@path" "content-digest"\)(?<rest>(;[a-z*][a-z0-9_.*-]*(=("[ -!#-\[\]-~]*"|[0-9]{1,15}))?)*))$""")]
    private static partial Regex SignatureInput();

    [GeneratedRegex("""^(?<label>[a-z*][a-z0-9_.*-]*)=:(?<value>[A-Za-z0-9+/]{1,512}={0,2}):$""")]
    private static partial Regex SignatureValue();

    [GeneratedRegex("""^sha-256=:(?<value>[A-Za-z0-9+/]{1,512}={0,2}):$""")]
    private static partial Regex DigestValue();

    [GeneratedRegex(""";(?<name>[a-z*][a-z0-9_.*-]*)(=(?<value>"[ -!#-\[\]-~]*"|[0-9]+))?""")]
    private static partial Regex Parameter();
}
