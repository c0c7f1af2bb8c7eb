using Azul.Plugins.Documents;
using Azul.Plugins.Hca.Graph;

namespace Azul.Plugins.Hca.Contributions;

/// <summary>What documents say of protocols and processes (<c>spec/indexer.md</c> §4.5).</summary>
internal static class ProtocolEntities
{
    public static Entity Analysis(MetadataEntity protocol) => new(
        ("document_id", protocol.Id),
        ("workflow", protocol.Content.Required("protocol_core").Required("protocol_id").TextOrNull()));

    public static Entity Imaging(MetadataEntity protocol) => new(
        ("document_id", protocol.Id),
        ("assay_type", ProbesByAssayType(protocol)));

    public static Entity LibraryPreparation(MetadataEntity protocol) => new(
        ("document_id", protocol.Id),
        ("library_construction_approach", ConstructionApproach(protocol)),
        ("nucleic_acid_source", protocol.Content.Optional("nucleic_acid_source").TextOrNull()));

    public static Value ConstructionApproach(MetadataEntity protocol) =>
        protocol.Content.Required("library_construction_method", "library_construction_approach").LabelOrText();

    public static Entity Sequencing(MetadataEntity protocol) => new(
        ("document_id", protocol.Id),
        ("instrument_manufacturer_model", protocol.Content.Optional("instrument_manufacturer_model").LabelOrNull()),
        ("paired_end", protocol.Content.Optional("paired_end", "paired_ends").FlagOrNull()));

    public static Entity SequencingProcess(MetadataEntity process) => new(("document_id", process.Id));

    private static Entity ProbesByAssayType(MetadataEntity protocol)
    {
        var counts = new OrderedDictionary<string, long>();
        foreach (var probe in protocol.Content.Optional("probe", "target").Elements())
        {
            if (probe.Required("assay_type").Label().AsStringOrNull is not { } label)
                throw protocol.Place.Fault(Faults.WrongValue, "a probe's assay type has null as its label");
            counts[label] = counts.GetValueOrDefault(label) + 1;
        }
        return new(counts.Select(c => KeyValuePair.Create(c.Key, (Value)c.Value)));
    }
}
