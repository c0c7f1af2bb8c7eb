using System.Text.RegularExpressions;
using Azul.Plugins.Catalogs;
using Microsoft.Extensions.Configuration;

namespace Azul.Search.Elasticsearch;

/// <summary>Reads and checks the section <c>Azul:Elasticsearch</c>.</summary>
public static partial class ElasticsearchSettings
{
    private const string Known =
        "Nodes, Prefix, CompatibleWith, ApiKey, Username, Password, CertificateAuthority, RequestTimeout, ConnectTimeout, SearchTimeout, Retries, Compression, BulkBytes, BulkConcurrency, Shards, Replicas, RefreshInterval and MaxBuckets";

    /// <exception cref="ConfigurationException">A setting is unknown or wrong, or two of them contradict each other.</exception>
    public static ElasticsearchOptions Read(IConfigurationSection section)
    {
        var options = new ElasticsearchOptions();
        foreach (var setting in section.GetChildren())
            options = Apply(options, setting) ?? throw new ConfigurationException(setting.Path, $"is not a known setting: there are {Known}");
        if (options.ApiKey is not null && options.Username is not null)
            throw new ConfigurationException(section.Path, "has both ApiKey and Username: set one of them");
        if ((options.Username is null) != (options.Password is null))
            throw new ConfigurationException(section.Path, "has only one of Username and Password: set both or neither");
        return options;
    }

    private static ElasticsearchOptions? Apply(ElasticsearchOptions options, IConfigurationSection setting) => setting.Key.ToUpperInvariant() switch
    {
        "NODES" => options with { Nodes = Urls(setting) },
        "PREFIX" => options with { Prefix = Prefix(setting) },
        "COMPATIBLEWITH" => options with { CompatibleWith = setting.ReadInteger(8, 9) },
        "APIKEY" => options with { ApiKey = Text(setting) },
        "USERNAME" => options with { Username = Text(setting) },
        "PASSWORD" => options with { Password = Text(setting) },
        "CERTIFICATEAUTHORITY" => options with { CertificateAuthority = File(setting) },
        "REQUESTTIMEOUT" => options with { RequestTimeout = setting.ReadDuration(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(30)) },
        "CONNECTTIMEOUT" => options with { ConnectTimeout = setting.ReadDuration(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1)) },
        "SEARCHTIMEOUT" => options with { SearchTimeout = setting.ReadDuration(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(30)) },
        "RETRIES" => options with { Retries = setting.ReadInteger(0, 100) },
        "COMPRESSION" => options with { Compression = setting.ReadFlag() },
        "BULKBYTES" => options with { BulkBytes = setting.ReadInteger(1 << 16, 100 << 20) },
        "BULKCONCURRENCY" => options with { BulkConcurrency = setting.ReadInteger(1, 64) },
        "SHARDS" => options with { Shards = setting.ReadInteger(1, 1024) },
        "REPLICAS" => options with { Replicas = setting.ReadInteger(0, 16) },
        "REFRESHINTERVAL" => options with { RefreshInterval = setting.ReadDuration(TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(1)) },
        "MAXBUCKETS" => options with { MaxBuckets = setting.ReadInteger(65_536, int.MaxValue) },
        _ => null,
    };

    // A list of its own, or one text with commas between, as an environment variable has it.
    private static Uri[] Urls(IConfigurationSection setting)
    {
        var listed = setting.GetChildren().Select(c => (c.Path, Text: c.Value ?? ""));
        var texts = setting.Value is { } one ? one.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(t => (setting.Path, Text: t)) : listed;
        Uri[] urls = [.. texts.Select(t => Url(t.Path, t.Text))];
        return urls.Length > 0 ? urls : throw new ConfigurationException(setting.Path, "is empty: name at least one node, such as http://localhost:9200");
    }

    private static Uri Url(string path, string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0)
            throw new ConfigurationException(path, $"is '{text}': it must be an http or https URL");
        return url.UserInfo.Length == 0 ? url : throw new ConfigurationException(path, "has credentials in a URL: set Username and Password, or ApiKey");
    }

    private static string Prefix(IConfigurationSection setting) => setting.Value is { } value && PrefixPattern().IsMatch(value)
        ? value
        : throw new ConfigurationException(setting.Path, $"is '{setting.Value}': it must be 1 to 40 lower-case letters, digits and hyphens, a letter first");

    private static string Text(IConfigurationSection setting) => setting.Value is { Length: > 0 } value
        ? value
        : throw new ConfigurationException(setting.Path, "is empty: leave it out, or give it a value");

    private static string File(IConfigurationSection setting) => System.IO.File.Exists(setting.Value)
        ? setting.Value
        : throw new ConfigurationException(setting.Path, $"is '{setting.Value}', which is no file: it must be one with certificates in PEM form");

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,39}\z")]
    private static partial Regex PrefixPattern();
}
