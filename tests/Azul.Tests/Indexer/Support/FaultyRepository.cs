using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;

namespace Azul.Tests.Indexer.Support;

/// <summary>A repository in memory whose bundles can be made to fail.</summary>
internal sealed class FaultyRepository : IRepositoryPlugin
{
    private readonly ConcurrentDictionary<BundleFqid, Bundle> bundles = [];

    public bool NeedsDrsUri => false;

    /// <summary>What happens before a bundle is fetched; by default nothing.</summary>
    public Func<SourcedBundle, CancellationToken, Task> BeforeFetch { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What happens before bundles are listed; by default nothing.</summary>
    public Action BeforeList { get; set; } = () => { };

    public void Remove(BundleFqid bundle) => bundles.TryRemove(bundle, out _);

    public void Add(params IEnumerable<Bundle> added)
    {
        foreach (var bundle in added)
            bundles[bundle.Id.Fqid] = bundle;
    }

    public Task<IReadOnlyList<SourceRef>> ListSourcesAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<SourceRef>>([ToyBundles.Source]);

    public async IAsyncEnumerable<SourcedBundle> ListBundlesAsync(SourceRef source, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        BeforeList();
        foreach (var bundle in bundles.Values.Where(b => b.Id.Fqid.Uuid.StartsWith(prefix, StringComparison.Ordinal)))
            yield return bundle.Id;
    }

    public async Task<Bundle> FetchAsync(SourcedBundle bundle, CancellationToken cancellation)
    {
        await BeforeFetch(bundle, cancellation);
        return bundles.TryGetValue(bundle.Fqid, out var found)
            ? found
            : throw new BundleException("BUNDLE_NOT_FOUND", bundle.Fqid, null, "there is no such bundle");
    }
}
