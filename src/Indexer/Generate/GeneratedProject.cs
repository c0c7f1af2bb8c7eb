using System.Collections.Concurrent;

namespace Azul.Indexer.Generate;

/// <summary>A project and what all its bundles share. Safe for concurrent use.</summary>
internal sealed class GeneratedProject(Study study)
{
    private readonly ConcurrentDictionary<Guid, bool> claimed = [];

    public Study Study { get; } = study;

    public GeneratedEntity Project { get; } = ProjectEntity.Of(study);

    public Protocols Protocols { get; } = new(study);

    public Biomaterials Biomaterials { get; } = new(study);

    public DataFiles Files { get; } = new(study);

    /// <summary>Whether the caller is the first of the bundles that use the shared entity, and so the one that writes it.</summary>
    public bool Claim(GeneratedEntity shared) => claimed.TryAdd(shared.Id, true);
}
