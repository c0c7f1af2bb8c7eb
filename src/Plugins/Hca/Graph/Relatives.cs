namespace Azul.Plugins.Hca.Graph;

/// <summary>
/// What some entities are linked to, downstream and upstream, by the inner entity type that it becomes and in the order in which it is met (<c>spec/indexer.md</c> §4.3).
/// Entities are added one after another.
/// </summary>
internal sealed class Relatives
{
    public const string SequencingInputs = "sequencing_inputs";
    public const string SequencingProcesses = "sequencing_processes";

    /// <summary>The inner entity types of relatives.</summary>
    public static readonly string[] InnerTypes =
    [
        SequencingInputs, "specimens", "cell_suspensions", "cell_lines", "donors", "organoids", "files", "analysis_protocols", "imaging_protocols",
        "library_preparation_protocols", "sequencing_protocols", SequencingProcesses,
    ];

    private readonly Dictionary<string, List<MetadataEntity>> byType = new(InnerTypes.Length);
    private readonly HashSet<MetadataEntity> met = [];
    private readonly HashSet<MetadataEntity> descended = [];
    private readonly HashSet<MetadataEntity> ascended = [];

    /// <summary>The relatives that become inner entities of a type.</summary>
    public IReadOnlyList<MetadataEntity> Of(string innerType) => byType.TryGetValue(innerType, out var entities) ? entities : [];

    /// <summary>All relatives that become inner entities.</summary>
    public IEnumerable<MetadataEntity> All => byType.Values.SelectMany(e => e);

    public static Relatives Of(MetadataEntity entity)
    {
        var relatives = new Relatives();
        relatives.Add(entity);
        return relatives;
    }

    /// <summary>Adds an entity, then all that it leads to, then all that leads to it, what is furthest away first.</summary>
    public void Add(MetadataEntity entity)
    {
        Descend(entity);
        Ascend(entity);
    }

    private void Descend(MetadataEntity entity)
    {
        if (!descended.Add(entity))
            return;
        Meet(entity);
        foreach (var child in entity.Children)
            Descend(child);
    }

    private void Ascend(MetadataEntity entity)
    {
        if (!ascended.Add(entity))
            return;
        foreach (var parent in entity.Parents)
        {
            Ascend(parent);
            Meet(parent);
        }
    }

    private void Meet(MetadataEntity entity)
    {
        if (!met.Add(entity))
            return;
        switch (entity.Schema.Core)
        {
            case EntityCore.Biomaterial:
                if (entity.Children.Any(c => c.HasSequencingProtocol))
                    Keep(SequencingInputs, entity);
                Keep(entity.Schema.InnerType, entity);
                break;
            case EntityCore.File when ((DataFile)entity).IsShown:
                Keep(entity.Schema.InnerType, entity);
                break;
            case EntityCore.Process:
                if (entity.IsSequencing)
                    Keep(SequencingProcesses, entity);
                foreach (var protocol in entity.Protocols)
                    MeetProtocol(protocol);
                break;
        }
    }

    // Several processes can follow one protocol.
    private void MeetProtocol(MetadataEntity protocol)
    {
        if (met.Add(protocol))
            Keep(protocol.Schema.InnerType, protocol);
    }

    private void Keep(string? innerType, MetadataEntity entity)
    {
        if (innerType is null)
            return;
        if (!byType.TryGetValue(innerType, out var entities))
            byType.Add(innerType, entities = []);
        entities.Add(entity);
    }
}
