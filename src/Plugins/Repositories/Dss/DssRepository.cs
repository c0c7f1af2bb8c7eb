using Azul.Plugins.Documents;
using Azul.Plugins.Repositories.Downloads;

namespace Azul.Plugins.Repositories.Dss;

/// <summary>The Data Storage System. It has ended, so that there is nothing to index any more.</summary>
internal sealed class DssRepository(SourceSpec source, DssDownloads downloads) : IRepositoryPlugin
{
    private const string Ended = "DSS_ENDED";

    /// <summary>The namespace of the ids of sources, which are made from their names.</summary>
    private static readonly Guid Sources = new("6925391e-6519-41d9-879f-c6307eb83c1c");

    public bool NeedsDrsUri => false;

    public IFileDownloads Downloads => downloads;

    public Task<IReadOnlyList<SourceRef>> ListSourcesAsync(CancellationToken cancellation) => source.Prefix is null
        ? throw new RepositoryException(Ended, $"The DSS has ended: the bundles of '{source}' cannot be counted, so that the source must have a prefix, such as '{source}/2'")
        : Task.FromResult<IReadOnlyList<SourceRef>>([new(Uuid5.Of(Sources, source.Name).ToString(), source.ToString())]);

    public IAsyncEnumerable<SourcedBundle> ListBundlesAsync(SourceRef source, string prefix, CancellationToken cancellation) =>
        throw new RepositoryException(Ended, $"The DSS has ended: the bundles of '{source.Spec}' cannot be listed");

    public Task<Bundle> FetchAsync(SourcedBundle bundle, CancellationToken cancellation) =>
        throw new RepositoryException(Ended, $"The DSS has ended: the bundle {bundle} of '{bundle.Source.Spec}' cannot be fetched");
}
