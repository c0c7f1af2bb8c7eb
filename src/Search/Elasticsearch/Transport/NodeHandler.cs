using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azul.Plugins.Catalogs;

namespace Azul.Search.Elasticsearch.Transport;

/// <summary>Makes connections to nodes.</summary>
internal static class NodeHandler
{
    /// <exception cref="ConfigurationException">The certificate of the authority cannot be read.</exception>
    public static SocketsHttpHandler Create(ElasticsearchOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = options.ConnectTimeout,
            // So that an address that has moved is found again.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            AutomaticDecompression = options.Compression ? DecompressionMethods.GZip : DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
        };
        if (options.CertificateAuthority is { } path)
            handler.SslOptions.CertificateChainPolicy = Trusting(path);
        return handler;
    }

    private static X509ChainPolicy Trusting(string path)
    {
        // Whoever pins an authority of their own seldom runs a list of revocations for it.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(path);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException("Azul:Elasticsearch:CertificateAuthority", $"'{path}' cannot be read: {e.Message}", e);
        }
        return policy.CustomTrustStore.Count > 0
            ? policy
            : throw new ConfigurationException("Azul:Elasticsearch:CertificateAuthority", $"'{path}' has no certificate in PEM form");
    }
}
