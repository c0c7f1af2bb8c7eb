namespace Azul.Plugins.Repositories.Dss;

/// <summary>The DRS URIs of files of the DSS, which follow from UUID and version (<c>spec/indexer.md</c> §6.4).</summary>
internal static class DssDrsUri
{
    public static string Of(string host, string uuid, string version) => $"drs://{host}/{uuid}?version={version.Replace(":", "%3A", StringComparison.Ordinal)}";
}
