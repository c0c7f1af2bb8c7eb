using Azul.Plugins.Documents;
using Azul.Plugins.Hca.Graph;
using Azul.Plugins.Hca.Model;
using Azul.Plugins.Metadata;

namespace Azul.Plugins.Hca.Contributions;

/// <summary>
/// The inner entities that the metadata entities of a bundle become. Each is made once, since most of them are part of many contributions. Not safe for concurrent use.
/// </summary>
internal sealed class InnerEntities(MetadataGraph graph)
{
    private readonly Dictionary<(string InnerType, MetadataEntity Entity), Value> made = [];

    /// <summary>The inner entity of a type that a metadata entity becomes.</summary>
    public Value Of(string innerType, MetadataEntity entity)
    {
        if (!made.TryGetValue((innerType, entity), out var value))
            made.Add((innerType, entity), value = ReadBack(innerType, Make(innerType, entity)));
        return value;
    }

    public Value ListOf(string innerType, IEnumerable<MetadataEntity> entities) => Value.List(entities.Select(e => Of(innerType, e)));

    /// <summary>An inner entity as the original reads it back from its index.</summary>
    public static Entity ReadBack(string innerType, Entity entity) => EmptyLists.ReadBack(HcaModel.Instance.InnerType(innerType).Properties, entity);

    private Entity Make(string innerType, MetadataEntity entity) => innerType switch
    {
        "samples" => BiomaterialEntities.Sample(entity),
        "specimens" or "sample_specimens" => BiomaterialEntities.Specimen(entity),
        "cell_lines" or "sample_cell_lines" => BiomaterialEntities.CellLine(entity),
        "organoids" or "sample_organoids" => BiomaterialEntities.Organoid(entity),
        "donors" => BiomaterialEntities.Donor(entity),
        "cell_suspensions" => BiomaterialEntities.CellSuspension(entity, graph.LeafSuspensions.Contains(entity), graph.SamplesOf(entity)),
        "sequencing_inputs" => BiomaterialEntities.SequencingInput(entity),
        "sequencing_processes" => ProtocolEntities.SequencingProcess(entity),
        "analysis_protocols" => ProtocolEntities.Analysis(entity),
        "imaging_protocols" => ProtocolEntities.Imaging(entity),
        "library_preparation_protocols" => ProtocolEntities.LibraryPreparation(entity),
        "sequencing_protocols" => ProtocolEntities.Sequencing(entity),
        "files" => FileEntities.File((DataFile)entity, []),
        "projects" => ProjectEntities.Project(entity),
        _ => throw new ArgumentException($"No metadata entity becomes {innerType}", nameof(innerType)),
    };
}
