using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azul.Plugins.Documents;

namespace Azul.Plugins.Repositories.Canned;

/// <summary>
/// Replaces what AnVIL bundles say about people, so that they can be shown to others: the same value becomes the same replacement under the same key, and references between entities stay whole
/// (<c>spec/indexer.md</c> §7.7).
/// </summary>
public sealed class BundleRedaction
{
    private const string Entities = "entities";
    private const string Kept = "source_datarepo_row_ids";
    private const int HashedBytes = 6;
    private const long Offset = 42_000_000_000_000_000;

    // The original compares the names without their prefix, which they have always had, and so redacts nothing (§12.16).
    private static readonly string[] Types = ["anvil_biosample", "anvil_diagnosis", "anvil_donor"];

    private readonly byte[] key;

    /// <param name="key">The secret, used as UTF-8 bytes.</param>
    /// <exception cref="ArgumentException">The key is empty, so that anybody could find what a replacement stands for.</exception>
    public BundleRedaction(string key) => this.key = key.Length > 0 ? Encoding.UTF8.GetBytes(key) : throw new ArgumentException("The key must not be empty", nameof(key));

    /// <summary>The bundle with all values of its biosamples, diagnoses and donors replaced, except references and nulls.</summary>
    /// <exception cref="BundleException">It is no AnVIL bundle: what in it is confidential is not known.</exception>
    public Bundle Redact(Bundle bundle)
    {
        if (bundle.Kind != "anvil")
            throw new BundleException("BUNDLE_KIND_UNREDACTABLE", bundle.Id.Fqid, null, $"only bundles of the kind 'anvil' can be redacted, not '{bundle.Kind}'");
        var entities = bundle.Part(Entities).Documents.Select(d => IsConfidential(d.Key) ? KeyValuePair.Create(d.Key, Element(Redact(d.Value))) : d);
        return bundle with { Parts = bundle.Parts.ToDictionary(p => p.Key, p => p.Key == Entities ? new BundlePart(entities) : p.Value) };
    }

    private static bool IsConfidential(string reference) => Types.Contains(reference.Split('/')[0]);

    private static JsonElement Element(JsonNode? node) => JsonSerializer.SerializeToElement(node);

    private JsonNode? Redact(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => Redact(value.GetString()!),
        JsonValueKind.Array => Redact(value.EnumerateArray()),
        JsonValueKind.Object => new JsonObject(value.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Name == Kept ? JsonNode.Parse(p.Value.GetRawText()) : Redact(p.Value)))),
        // Python's words for them, as all numbers are hashed as Python writes them.
        JsonValueKind.True => Hashed("True"),
        JsonValueKind.False => Hashed("False"),
        _ => Hashed(CanonicalJson.Serialize(value)),
    };

    // Keys of rows and references to them.
    private string Redact(string text) => IsUuid(text) ? text : $"redacted-{Convert.ToBase64String(Digest(text).AsSpan(0, HashedBytes))}";

    // The order must not tell what was replaced.
    private JsonArray Redact(JsonElement.ArrayEnumerator items) =>
        [.. items.Select(Redact).OrderBy(item => ValueJson.FromElement(Element(item)))];

    private long Hashed(string number) => Offset + (BinaryPrimitives.ReadInt64BigEndian(Digest(number)) & 0xFFFF_FFFF_FFFF);

    private byte[] Digest(string text) => SHA1.HashData([.. key, .. Encoding.UTF8.GetBytes(text)]);

    // As Python's parser takes them: hyphens may stand anywhere, with a scheme or braces around.
    private static bool IsUuid(string text)
    {
        var digits = text.Replace("urn:", "", StringComparison.Ordinal).Replace("uuid:", "", StringComparison.Ordinal).Trim('{', '}').Replace("-", "", StringComparison.Ordinal);
        return digits.Length == 32 && UInt128.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
    }
}
