using Azul.Plugins.Catalogs;
using Azul.Plugins.Repositories.Tdr.Access;
using Azul.Plugins.Repositories.Tdr.Anvil;
using Azul.Plugins.Repositories.Tdr.BigQuery;
using Azul.Plugins.Repositories.Tdr.Drs;
using Azul.Plugins.Repositories.Tdr.Hca;
using Azul.Plugins.Repositories.Tdr.Services;
using Azul.Plugins.Repositories.Tdr.Snapshots;
using Microsoft.Extensions.Configuration;

namespace Azul.Plugins.Repositories.Tdr;

/// <summary>Makes repositories of snapshots in the Terra Data Repository, whose tables are in BigQuery (<c>spec/indexer.md</c> §6.6 and §6.7).</summary>
public sealed class TdrRepositoryFactory : IRepositoryPluginFactory
{
    private readonly bool isAnvil;
    private readonly string contentRoot;
    private readonly TimeProvider time;

    private TdrRepositoryFactory(bool isAnvil, string contentRoot, TimeProvider time) => (this.isAnvil, this.contentRoot, this.time) = (isAnvil, contentRoot, time);

    public string Name => isAnvil ? "tdr_anvil" : "tdr_hca";

    public IReadOnlyList<string> BundleKinds => [isAnvil ? "anvil" : "hca"];

    /// <summary>Those of <see cref="TdrSettings"/>; <c>DuosService</c> for AnVIL only.</summary>
    public IReadOnlyList<string> Settings => isAnvil ? [.. TdrSettings.Keys, TdrSettings.DuosKey] : TdrSettings.Keys;

    /// <summary>The factory of <c>tdr_hca</c>.</summary>
    /// <param name="contentRoot">The folder that relative paths in the configuration start from.</param>
    /// <param name="time">What tells the time.</param>
    public static TdrRepositoryFactory Hca(string contentRoot, TimeProvider time) => new(false, contentRoot, time);

    /// <summary>The factory of <c>tdr_anvil</c>.</summary>
    /// <param name="contentRoot">The folder that relative paths in the configuration start from.</param>
    /// <param name="time">What tells the time.</param>
    public static TdrRepositoryFactory Anvil(string contentRoot, TimeProvider time) => new(true, contentRoot, time);

    public IRepositoryPlugin Create(string bundleKind, IReadOnlyList<SourceSpec> sources, IConfigurationSection settings)
    {
        var specs = ReadSources(sources, settings);
        var read = TdrSettings.Read(settings);
        var patient = ServiceHttp.Patient(read.RetryWait, read.Timeout, time);
        var prompt = ServiceHttp.Prompt(AccessRefusals.Patience);
        var tokens = new AccountSettings(contentRoot, patient, time).Read(settings.GetSection("Credentials"))
            ?? throw new ConfigurationException(settings.PathOf("Credentials"), $"is missing: it must be {AccountSettings.Expected}");
        var publicTokens = new AccountSettings(contentRoot, prompt, time).Read(settings.GetSection("PublicCredentials"));
        var jobs = new QueryJobs(new("BigQuery", read.BigQueryService, patient, tokens), read.GoogleProject, read.SourceLocation, read.PageSize, read.BatchQueries, time);
        var bigQuery = new BigQueryClient(jobs, read.QueryConcurrency, read.QueryPatience, read.RetryWait, time);
        var snapshots = new TdrSnapshots(new("TDR", read.TdrService, patient, tokens), read.SourceLocation);
        var tdr = new ServiceClient("TDR", read.TdrService, prompt, tokens);
        var sam = new ServiceClient("SAM", read.SamService, prompt, tokens);
        var duos = read.DuosService is { } address ? new DuosDatasets(new("DUOS", address, patient, tokens)) : null;
        return new TdrRepository(
            specs,
            snapshots,
            isAnvil ? new AnvilSnapshotBundles(bigQuery, snapshots, duos) : new HcaSnapshotBundles(bigQuery, read.DrsHost),
            new TdrAccessPolicy(tdr, sam, new(read.TokenInfoService, prompt, read.GoogleProject, read.OAuthClientId), publicTokens, time),
            new DrsDownloads(tdr, read.DrsHost, new(new("identifiers.org", read.IdentifiersService, prompt, null), time), publicTokens));
    }

    private static TdrSourceSpec[] ReadSources(IReadOnlyList<SourceSpec> sources, IConfigurationSection settings)
    {
        if (sources.Count == 0)
            throw new ConfigurationException(settings.PathOf("Sources"), "is empty: it must be a list of at least one source, such as 'tdr:bigquery:gcp:PROJECT:SNAPSHOT:'");
        return [.. sources.Zip(settings.GetSection("Sources").Elements(), (source, element) =>
        {
            try
            {
                return TdrSourceSpec.Of(source);
            }
            catch (FormatException e)
            {
                throw new ConfigurationException(element.Path, e.Message);
            }
        })];
    }
}
