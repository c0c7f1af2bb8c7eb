using System.Security.Cryptography;
using System.Text.Json;

namespace Azul.Plugins.Repositories.Tdr.Services;

/// <summary>The key of a service account, as Google hands it out in a JSON file.</summary>
/// <param name="Email">The account.</param>
/// <param name="KeyId">Tells the keys of the account apart.</param>
/// <param name="PrivateKey">The RSA key in PEM.</param>
/// <param name="TokenUri">Where tokens are to be had for assertions that are signed with it.</param>
internal sealed record ServiceAccountKey(string Email, string KeyId, string PrivateKey, Uri TokenUri)
{
    /// <summary>Reads a key file.</summary>
    /// <exception cref="FormatException">It is not one. The message does not quote it.</exception>
    public static ServiceAccountKey Parse(ReadOnlySpan<byte> json)
    {
        JsonElement file;
        try
        {
            file = JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            throw new FormatException("is not the key file of a service account: it is not JSON");
        }
        var key = new ServiceAccountKey(Text(file, "client_email"), Text(file, "private_key_id"), Text(file, "private_key"), Url(Text(file, "token_uri")));
        using (key.Rsa())
            return key;
    }

    /// <summary>The private key, to be disposed of.</summary>
    public RSA Rsa()
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(PrivateKey);
            return rsa;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            rsa.Dispose();
            throw new FormatException("is not the key file of a service account: its private_key is no RSA key in PEM");
        }
    }

    // Only the account: the rest is secret.
    public override string ToString() => Email;

    private static string Text(JsonElement file, string name) =>
        file.ValueKind == JsonValueKind.Object && file.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : throw new FormatException($"is not the key file of a service account: it has no {name}");

    private static Uri Url(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : throw new FormatException("is not the key file of a service account: its token_uri is no URL");
}
