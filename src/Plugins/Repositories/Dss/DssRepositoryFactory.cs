using Azul.Plugins.Catalogs;
using Microsoft.Extensions.Configuration;

namespace Azul.Plugins.Repositories.Dss;

/// <summary>
/// Makes repositories of the HCA's Data Storage System, which has ended: what was indexed can still be shown and, where an instance is left, downloaded (<c>spec/indexer.md</c> §6.4).
/// </summary>
public sealed class DssRepositoryFactory : IRepositoryPluginFactory
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public string Name => "dss";

    public IReadOnlyList<string> BundleKinds { get; } = ["hca"];

    /// <summary><c>DrsHost</c>: host of the DRS URIs of files, required. <c>DssService</c>: base URL of the DSS; the default is the name of the only source.</summary>
    public IReadOnlyList<string> Settings { get; } = ["DrsHost", "DssService"];

    public IRepositoryPlugin Create(string bundleKind, IReadOnlyList<SourceSpec> sources, IConfigurationSection settings)
    {
        if (sources is not [var source])
            throw new ConfigurationException(settings.PathOf("Sources"), "must be a list of one source, the URL of the DSS with a prefix, such as 'https://dss.example/v1:/2'");
        var host = settings.RequiredText("DrsHost", "the host of the DRS URIs of files");
        var address = settings.Text("DssService") ?? source.Name;
        return Uri.TryCreate(address.TrimEnd('/') + '/', UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? new DssRepository(source, new(url, host, new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience }))
            : throw new ConfigurationException(settings.PathOf("DssService"), $"'{address}' is not an absolute http or https URL");
    }
}
