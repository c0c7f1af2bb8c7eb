using Azul.Plugins.Catalogs;
using Microsoft.Extensions.Configuration;

namespace Azul.Plugins.Repositories.Staging;

/// <summary>Makes repositories of HCA staging areas in local folders (<c>spec/indexer.md</c> §6.5).</summary>
/// <param name="contentRoot">The folder that relative folders in the configuration start from.</param>
/// <param name="time">What tells the time.</param>
public sealed class StagingRepositoryFactory(string contentRoot, TimeProvider time) : IRepositoryPluginFactory
{
    public string Name => "staging";

    public IReadOnlyList<string> BundleKinds { get; } = ["hca"];

    /// <summary>
    /// <c>Folder</c>: where the area is. <c>FileUrlBase</c>: URL of the folder that holds the data files; the default is right for areas on GitHub, others have none.
    /// </summary>
    public IReadOnlyList<string> SourceSettings { get; } = ["Folder", "FileUrlBase"];

    public IRepositoryPlugin Create(string bundleKind, IReadOnlyList<SourceSpec> sources, IConfigurationSection settings)
    {
        if (sources.Count == 0)
            throw new ConfigurationException(settings.PathOf("Sources"), "is empty: it must be a list of at least one staging area, each with Spec and Folder");
        var elements = settings.GetSection("Sources").Elements();
        return new StagingRepository([.. sources.Zip(elements, Read)]);
    }

    private StagingSource Read(SourceSpec spec, IConfigurationSection settings)
    {
        var folder = settings.RequiredFolder("Folder", "the folder of the staging area", contentRoot);
        return new(spec, new(folder, time), FileUrlBase(spec, settings));
    }

    private static string? FileUrlBase(SourceSpec spec, IConfigurationSection settings)
    {
        if (settings.Text("FileUrlBase") is not { } text)
            return GitHubArea.DataUrl(spec.Name);
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? text.TrimEnd('/')
            : throw new ConfigurationException(settings.PathOf("FileUrlBase"), $"'{text}' is not an absolute http or https URL");
    }
}
