using System.Runtime.CompilerServices;
using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Plugins.Repositories.Folders;

/// <summary>Bundles from the files of folders.</summary>
internal sealed class FolderRepository(FolderRepositoryFactory format, string bundleKind, IReadOnlyList<BundleFolder> folders) : IRepositoryPlugin
{
    public bool NeedsDrsUri => false;

    public Task<IReadOnlyList<SourceRef>> ListSourcesAsync(CancellationToken cancellation) =>
        Task.Run<IReadOnlyList<SourceRef>>(() => [.. folders.Select(Resolve)], cancellation);

    public async IAsyncEnumerable<SourcedBundle> ListBundlesAsync(SourceRef source, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var bundle in await Task.Run(Find(source).ListAgain, cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            if (bundle.Uuid.StartsWith(prefix, StringComparison.Ordinal))
                yield return new(bundle, source);
        }
    }

    public Task<Bundle> FetchAsync(SourcedBundle bundle, CancellationToken cancellation)
    {
        var folder = Find(bundle.Source);
        return Task.Run(() => Fetch(bundle, folder), cancellation);
    }

    private static SourceRef Resolve(BundleFolder folder) =>
        new(folder.Id, (folder.Spec with { Prefix = folder.Spec.Prefix ?? SourcePrefix.For(folder.ListAgain().Count) }).ToString());

    private Bundle Fetch(SourcedBundle bundle, BundleFolder folder)
    {
        var file = folder.Find(bundle.Fqid);
        try
        {
            return new(bundle, bundleKind, format.Read(File.ReadAllBytes(file.FullName)));
        }
        catch (Exception e) when (e is JsonException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new BundleException("BUNDLE_FILE_MALFORMED", bundle.Fqid, file.Name, e.Message, e);
        }
    }

    private BundleFolder Find(SourceRef source) => folders.FirstOrDefault(f => f.Id == source.Id)
        ?? throw new RepositoryException("SOURCE_UNKNOWN", $"There is no source '{source.Id}' among {string.Join(", ", folders.Select(f => $"'{f.Id}'"))}");
}
