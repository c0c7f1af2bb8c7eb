namespace Azul.Plugins.Documents;

/// <summary>What one version of one bundle says about one outer entity.</summary>
/// <param name="Entity">The outer entity.</param>
/// <param name="Bundle">The version of the bundle.</param>
/// <param name="Source">The source of the bundle.</param>
/// <param name="Deleted">Whether the contribution says that the bundle version is gone. It holds the same contents then.</param>
/// <param name="Contents">For each inner entity type, a list of inner entities.</param>
public sealed record Contribution(EntityReference Entity, BundleFqid Bundle, SourceRef Source, bool Deleted, Entity Contents)
{
    /// <summary><c>{entity id}_{bundle uuid}_{bundle version}_{exists|deleted}</c> (<c>spec/indexer.md</c> §2.3).</summary>
    public string DocumentId => $"{Entity.EntityId}_{Bundle.Uuid}_{Bundle.Version}_{(Deleted ? "deleted" : "exists")}";
}
