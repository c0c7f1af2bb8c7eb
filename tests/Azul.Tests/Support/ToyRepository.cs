using System.Runtime.CompilerServices;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Plugins.Repositories;

namespace Azul.Tests.Support;

/// <summary>A repository in memory, for the bundles of <see cref="ToyPlugin"/>.</summary>
internal sealed class ToyRepository(params IReadOnlyList<Bundle> bundles) : IRepositoryPlugin
{
    public bool NeedsDrsUri => false;

    /// <summary>Sources beside those of the bundles.</summary>
    public IReadOnlyList<SourceRef> Sources { get; init; } = [];

    /// <summary>Catalogs of these names, all with the same plugin and repository.</summary>
    public static CatalogList Catalogs(IMetadataPlugin plugin, params string[] names) =>
        new([.. names.Select(name => new Catalog(name, "toys", false, plugin, new ToyRepository(), "toy", []))]);

    public Task<IReadOnlyList<SourceRef>> ListSourcesAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<SourceRef>>([.. bundles.Select(b => b.Id.Source).Concat(Sources).Distinct()]);

    public async IAsyncEnumerable<SourcedBundle> ListBundlesAsync(
        SourceRef source, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var bundle in bundles.Where(b => b.Id.Source == source && b.Id.Fqid.Uuid.StartsWith(prefix, StringComparison.Ordinal)))
            yield return bundle.Id;
    }

    public Task<Bundle> FetchAsync(SourcedBundle bundle, CancellationToken cancellation) => Task.FromResult(
        bundles.FirstOrDefault(b => b.Id.Fqid == bundle.Fqid) ?? throw new RepositoryException("BUNDLE_NOT_FOUND", $"There is no bundle {bundle}"));
}
