using Azul.Plugins.Documents;

namespace Azul.Plugins.Repositories;

/// <summary>A bundle as a repository delivers it: documents under names. What the names are is a matter of the bundle's kind (<c>spec/indexer.md</c> §4.1, §5.2).</summary>
/// <param name="Id">The version of the bundle and its source.</param>
/// <param name="Kind">Which metadata plugin understands it: <c>hca</c>, <c>anvil</c>.</param>
/// <param name="Parts">Its parts by name. For <c>hca</c>: <c>manifest</c>, <c>metadata</c>, <c>links</c> and, if any entity is stitched, <c>stitched</c>. For <c>anvil</c>: <c>entities</c> and <c>links</c>.</param>
public sealed record Bundle(SourcedBundle Id, string Kind, IReadOnlyDictionary<string, BundlePart> Parts)
{
    /// <summary>The part of that name.</summary>
    /// <exception cref="BundleException">There is no such part.</exception>
    public BundlePart Part(string name) =>
        Parts.TryGetValue(name, out var part) ? part : throw new BundleException("BUNDLE_PART_MISSING", Id.Fqid, name, $"the bundle has no part '{name}'");
}
