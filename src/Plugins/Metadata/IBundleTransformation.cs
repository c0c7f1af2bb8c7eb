using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;

namespace Azul.Plugins.Metadata;

/// <summary>One bundle on its way to contributions and replicas. Not safe for concurrent use.</summary>
public interface IBundleTransformation
{
    /// <summary>About how many outer entities the bundle contributes to in the partition.</summary>
    int Estimate(BundlePartition partition);

    /// <summary>
    /// The contributions to the outer entities in the partition. A nullable list that is empty holds one null, as the original's documents do once they are read back
    /// (<c>spec/indexer.md</c> §2.6).
    /// </summary>
    /// <exception cref="BundleException">The bundle breaks a rule of the domain.</exception>
    IEnumerable<Contribution> Contributions(BundlePartition partition, bool deleted);

    /// <summary>The replicas that the outer entities in the partition lead to, each content once with all its hubs.</summary>
    /// <exception cref="BundleException">The bundle breaks a rule of the domain.</exception>
    IEnumerable<Replica> Replicas(BundlePartition partition);
}
