using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azul.Tests.Support;

namespace Azul.Tests.Doubles;

/// <summary>An authority that nobody trusts who was not told to.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    private static readonly DateTimeOffset Begin = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2050, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly X509Certificate2 certificate;
    private readonly TemporaryFolder folder = new();

    public CertificateAuthority()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Authority of the tests", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        certificate = request.CreateSelfSigned(Begin, End);
        folder.Write("authority.pem", certificate.ExportCertificatePem());
    }

    /// <summary>A file with the authority's certificate in PEM form.</summary>
    public string PemFile => Path.Combine(folder.Path, "authority.pem");

    /// <summary>A certificate for a server of this name.</summary>
    public X509Certificate2 Certify(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(certificate, Begin, End, RandomNumberGenerator.GetBytes(8));
        using var whole = signed.CopyWithPrivateKey(key);
        // A key that was never exported cannot be used on every system.
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    public void Dispose()
    {
        certificate.Dispose();
        folder.Dispose();
    }
}
