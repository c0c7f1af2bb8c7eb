using System.Globalization;
using Azul.Plugins.Catalogs;
using Microsoft.Extensions.Configuration;

namespace Azul.Plugins.Repositories.Tdr;

/// <summary>The settings of a catalog whose bundles are in TDR. Addresses of services have a slash at their end.</summary>
internal sealed record TdrSettings
{
    /// <summary>The key of <see cref="DuosService"/>.</summary>
    public const string DuosKey = "DuosService";

    /// <summary>The keys, but for that of DUOS.</summary>
    public static readonly string[] Keys =
    [
        "GoogleProject", "SourceLocation", "Credentials", "PublicCredentials", "OAuthClientId", "TdrService", "BigQueryService", "SamService", "TokenInfoService", "IdentifiersService", "DrsHost",
        "RetryWait", "Timeout", "BatchQueries", "QueryPatience", "QueryConcurrency", "PageSize",
    ];

    /// <summary>The Google project that pays for queries, and whose service accounts may ask the service. Required.</summary>
    public required string GoogleProject { get; init; }

    /// <summary>The region of BigQuery that all snapshots must be in. Required.</summary>
    public required string SourceLocation { get; init; }

    /// <summary>The OAuth client whose users' tokens are accepted. Without one no user's is.</summary>
    public string? OAuthClientId { get; init; }

    /// <summary>The Terra Data Repository. Default: <c>https://data.terra.bio/</c>.</summary>
    public required Uri TdrService { get; init; }

    /// <summary>BigQuery. Default: <c>https://bigquery.googleapis.com/</c>.</summary>
    public required Uri BigQueryService { get; init; }

    /// <summary>Terra's identity service. Default: <c>https://sam.dsde-prod.broadinstitute.org/</c>.</summary>
    public required Uri SamService { get; init; }

    /// <summary>What tells about tokens. Default: <c>https://oauth2.googleapis.com/tokeninfo</c>.</summary>
    public required Uri TokenInfoService { get; init; }

    /// <summary>The registry that resolves the prefixes of compact DRS URIs. Default: <c>https://registry.api.identifiers.org/restApi/</c>.</summary>
    public required Uri IdentifiersService { get; init; }

    /// <summary>The Data Use Oversight System. Without one there are no bundles of data sets.</summary>
    public Uri? DuosService { get; init; }

    /// <summary>The host in the DRS URIs of files. Default: that of <see cref="TdrService"/>.</summary>
    public required string DrsHost { get; init; }

    /// <summary>The wait before a failed request is repeated for the first time; each further one is twice as long. Default: 10 seconds.</summary>
    public required TimeSpan RetryWait { get; init; }

    /// <summary>How long one attempt of a request may take. Default: 1 minute.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Whether queries are jobs of batch priority, which cost no place among the interactive ones but wait for idle resources. Default: false.</summary>
    public required bool BatchQueries { get; init; }

    /// <summary>How long a query may take in all. Default: 10 minutes; for batch jobs, which rather wait than run, 6 hours.</summary>
    public required TimeSpan QueryPatience { get; init; }

    /// <summary>How many queries of a catalog run at a time. Default: 8.</summary>
    public required int QueryConcurrency { get; init; }

    /// <summary>How many rows are fetched at once. Default: 10,000.</summary>
    public required int PageSize { get; init; }

    /// <exception cref="ConfigurationException">A setting is missing or wrong.</exception>
    public static TdrSettings Read(IConfigurationSection section)
    {
        var tdr = Service(section, "TdrService", "https://data.terra.bio/")!;
        return new()
        {
            GoogleProject = section.RequiredText("GoogleProject", "the id of the Google project that pays for queries"),
            SourceLocation = section.RequiredText("SourceLocation", "the region of the snapshots, such as 'us-central1'"),
            OAuthClientId = section.Text("OAuthClientId"),
            TdrService = tdr,
            BigQueryService = Service(section, "BigQueryService", "https://bigquery.googleapis.com/")!,
            SamService = Service(section, "SamService", "https://sam.dsde-prod.broadinstitute.org/")!,
            TokenInfoService = Url(section, "TokenInfoService", "https://oauth2.googleapis.com/tokeninfo")!,
            IdentifiersService = Service(section, "IdentifiersService", "https://registry.api.identifiers.org/restApi/")!,
            DuosService = Service(section, DuosKey, null),
            DrsHost = section.Text("DrsHost") ?? tdr.Host,
            RetryWait = Time(section, "RetryWait", TimeSpan.FromSeconds(10)),
            Timeout = Time(section, "Timeout", TimeSpan.FromMinutes(1)),
            BatchQueries = section.Flag("BatchQueries"),
            QueryPatience = Time(section, "QueryPatience", section.Flag("BatchQueries") ? TimeSpan.FromHours(6) : TimeSpan.FromMinutes(10)),
            QueryConcurrency = Number(section, "QueryConcurrency", 8),
            PageSize = Number(section, "PageSize", 10_000),
        };
    }

    // Relative paths are resolved against it, which takes the slash at the end.
    private static Uri? Service(IConfigurationSection section, string key, string? otherwise) =>
        Url(section, key, otherwise) is { } url ? new(url.AbsoluteUri.TrimEnd('/') + '/') : null;

    private static Uri? Url(IConfigurationSection section, string key, string? otherwise)
    {
        if ((section.Text(key) ?? otherwise) is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new ConfigurationException(section.PathOf(key), $"'{text}' is not an absolute http or https URL");
    }

    private static TimeSpan Time(IConfigurationSection section, string key, TimeSpan otherwise) => section.Text(key) switch
    {
        null => otherwise,
        var text when TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero && span <= TimeSpan.FromDays(1) => span,
        var text => throw new ConfigurationException(section.PathOf(key), $"is '{text}': it must be a time such as '00:00:10', of a day at most"),
    };

    private static int Number(IConfigurationSection section, string key, int otherwise) => section.Text(key) switch
    {
        null => otherwise,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 100_000 => number,
        var text => throw new ConfigurationException(section.PathOf(key), $"is '{text}': it must be a number from 1 to 100000"),
    };
}
