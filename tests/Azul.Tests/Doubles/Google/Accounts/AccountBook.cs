using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Azul.Tests.Doubles.Google.Accounts;

/// <summary>Tokens and keys, and whose they are.</summary>
internal sealed class AccountBook : IDisposable
{
    private readonly ConcurrentDictionary<string, Account> byToken = new();
    private readonly ConcurrentDictionary<string, (Account Account, RSA Key)> byEmail = new();
    private int issued;

    /// <summary>Makes a token valid.</summary>
    public void Add(string token, Account account) => byToken[token] = account;

    /// <summary>Makes a token invalid.</summary>
    public void Expire(string token) => byToken.TryRemove(token, out _);

    /// <summary>Makes all tokens invalid.</summary>
    public void ExpireAll() => byToken.Clear();

    public Account? Find(string token) => byToken.GetValueOrDefault(token);

    /// <summary>The account in whose name a request is made, or null.</summary>
    public Account? Of(HttpRequest request) => request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.Ordinal) ? Find(header[7..]) : null;

    /// <summary>A new key of an account, as a file.</summary>
    public string NewKeyFile(Account account, string tokenUri)
    {
        var key = RSA.Create(2048);
        byEmail[account.Email] = (account, key);
        return JsonSerializer.Serialize(new { type = "service_account", client_email = account.Email, private_key_id = "k1", private_key = key.ExportPkcs8PrivateKeyPem(), token_uri = tokenUri });
    }

    /// <summary>The key and the account of an email, or null.</summary>
    public (Account Account, RSA Key)? KeyOf(string email) => byEmail.TryGetValue(email, out var found) ? found : null;

    /// <summary>A new token.</summary>
    public string Issue(Account account)
    {
        var token = string.Create(CultureInfo.InvariantCulture, $"issued-{Interlocked.Increment(ref issued)}");
        Add(token, account);
        return token;
    }

    public void Dispose()
    {
        foreach (var (_, key) in byEmail.Values)
            key.Dispose();
    }
}
