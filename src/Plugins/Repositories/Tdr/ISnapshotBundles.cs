using Azul.Plugins.Documents;

namespace Azul.Plugins.Repositories.Tdr;

/// <summary>How bundles are made from the tables of a snapshot. What the tables are is a matter of the bundle's kind. Safe for concurrent use.</summary>
internal interface ISnapshotBundles
{
    /// <summary>About how many bundles there are, whatever the prefix; for deciding how to partition.</summary>
    Task<long> CountAsync(TdrSourceSpec source, CancellationToken cancellation);

    /// <summary>The bundles whose UUIDs start with a prefix, by UUID.</summary>
    /// <exception cref="RepositoryException">They cannot be listed in full, or a UUID is there twice.</exception>
    Task<IReadOnlyList<SourcedBundle>> ListAsync(TdrSourceSpec spec, SourceRef source, string prefix, CancellationToken cancellation);

    /// <summary>Makes a bundle.</summary>
    /// <exception cref="BundleException">It is absent, or what it is made from breaks a rule.</exception>
    Task<Bundle> FetchAsync(TdrSourceSpec spec, SourcedBundle bundle, CancellationToken cancellation);
}
