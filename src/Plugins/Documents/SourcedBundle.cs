namespace Azul.Plugins.Documents;

/// <summary>A version of a bundle and the source that holds it; what a notification is about.</summary>
/// <param name="Fqid">The version of the bundle.</param>
/// <param name="Source">The source that holds it.</param>
/// <param name="TableName">The table that the bundle was made from, for repositories that synthesize bundles (<c>spec/indexer.md</c> §5.1).</param>
public sealed record SourcedBundle(BundleFqid Fqid, SourceRef Source, string? TableName = null)
{
    public override string ToString() => Fqid.ToString();
}
