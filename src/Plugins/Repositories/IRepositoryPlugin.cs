using Azul.Plugins.Access;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories.Downloads;

namespace Azul.Plugins.Repositories;

/// <summary>Where one catalog's bundles come from. Safe for concurrent use.</summary>
public interface IRepositoryPlugin
{
    /// <summary>The configured sources, resolved: each has its id and a prefix, computed from the number of its bundles where none is configured.</summary>
    /// <exception cref="RepositoryException">A source cannot be found or read.</exception>
    Task<IReadOnlyList<SourceRef>> ListSourcesAsync(CancellationToken cancellation);

    /// <summary>The bundles of a source whose UUIDs start with the prefix, every version that is there.</summary>
    /// <exception cref="RepositoryException">The source cannot be listed in full.</exception>
    IAsyncEnumerable<SourcedBundle> ListBundlesAsync(SourceRef source, string prefix, CancellationToken cancellation);

    /// <summary>
    /// What <see cref="ListBundlesAsync"/> has to leave out of a source, for whoever lists it to report. Empty unless the repository is one of files that can be misnamed.
    /// </summary>
    /// <exception cref="RepositoryException">The source cannot be read.</exception>
    Task<IReadOnlyList<UnlistedFile>> ListUnlistedFilesAsync(SourceRef source, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<UnlistedFile>>([]);

    /// <summary>Fetches a bundle.</summary>
    /// <exception cref="BundleException">The bundle is absent or malformed.</exception>
    /// <exception cref="RepositoryException">The repository cannot be reached.</exception>
    Task<Bundle> FetchAsync(SourcedBundle bundle, CancellationToken cancellation);

    /// <summary>Whether a file without a DRS URI cannot be downloaded, so that it is shown without a URL.</summary>
    bool NeedsDrsUri { get; }

    /// <summary>Where a data file can be had without resolving a DRS URI; null where there is no such place.</summary>
    /// <param name="source">The source that holds the file.</param>
    /// <param name="fileName">The name of the file as documents show it.</param>
    Uri? FileUrl(SourceRef source, string fileName) => null;

    /// <summary>Who may access which source, for repositories that know; null where the configuration decides.</summary>
    ISourceAccessPolicy? AccessPolicy => null;

    /// <summary>The data files, for repositories that are to be asked where one is; null for the others.</summary>
    IFileDownloads? Downloads => null;
}
