using System.Runtime.CompilerServices;
using Azul.Plugins.Documents;

namespace Azul.Plugins.Repositories.Staging;

/// <summary>Bundles from staging areas. Of each bundle only the greatest version counts (<c>spec/indexer.md</c> §6.5).</summary>
internal sealed class StagingRepository(IReadOnlyList<StagingSource> sources) : IRepositoryPlugin
{
    public bool NeedsDrsUri => false;

    public Task<IReadOnlyList<SourceRef>> ListSourcesAsync(CancellationToken cancellation) =>
        Task.Run<IReadOnlyList<SourceRef>>(() => [.. sources.Select(Resolve)], cancellation);

    public async IAsyncEnumerable<SourcedBundle> ListBundlesAsync(SourceRef source, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var area = Find(source).Area;
        var listing = await Task.Run(area.ListAgain, cancellation);
        foreach (var (uuid, version) in listing.BundlesWith(prefix))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new(new(uuid, version), source);
        }
    }

    public async Task<IReadOnlyList<UnlistedFile>> ListUnlistedFilesAsync(SourceRef source, CancellationToken cancellation)
    {
        var area = Find(source).Area;
        return (await Task.Run(area.ListAgain, cancellation)).UnlistedFiles;
    }

    // The files are small and local: one thread for all of a bundle's beats a switch of threads for each.
    public Task<Bundle> FetchAsync(SourcedBundle bundle, CancellationToken cancellation)
    {
        var area = Find(bundle.Source).Area;
        return Task.Run(() => area.Fetch(bundle), cancellation);
    }

    public Uri? FileUrl(SourceRef source, string fileName)
    {
        var urlBase = sources.FirstOrDefault(s => s.Id == source.Id)?.FileUrlBase;
        // The folder of data files is flat: a file whose name has slashes in documents has exclamation marks there (spec/indexer.md §4.1).
        return urlBase is null ? null : new($"{urlBase}/{Uri.EscapeDataString(fileName.Replace('/', '!'))}");
    }

    private static SourceRef Resolve(StagingSource source)
    {
        var prefix = source.Spec.Prefix ?? SourcePrefix.For(source.Area.ListAgain().BundleCount);
        return new(source.Id, new SourceSpec(source.Spec.Name, prefix).ToString());
    }

    private StagingSource Find(SourceRef source) => sources.FirstOrDefault(s => s.Id == source.Id)
        ?? throw new RepositoryException("SOURCE_UNKNOWN", $"There is no source '{source.Id}' among {string.Join(", ", sources.Select(s => $"'{s.Id}'"))}");
}
