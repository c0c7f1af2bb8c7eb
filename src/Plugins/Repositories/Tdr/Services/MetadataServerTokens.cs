namespace Azul.Plugins.Repositories.Tdr.Services;

/// <summary>The tokens of the service account that a machine in Google's cloud runs as.</summary>
internal sealed class MetadataServerTokens(Uri server, HttpClient http, TimeProvider time) : RenewedTokens(http, time)
{
    private const string Path = "computeMetadata/v1/instance/service-accounts/default/token";

    protected override HttpRequestMessage NewRequest() => new(HttpMethod.Get, new Uri(server, Path)) { Headers = { { "Metadata-Flavor", "Google" } } };
}
