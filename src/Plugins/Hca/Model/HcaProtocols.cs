using Azul.Plugins.Aggregation;
using Azul.Plugins.Metadata;
using static Azul.Plugins.Metadata.Property;

namespace Azul.Plugins.Hca.Model;

/// <summary>Protocols, and the processes that sequence (<c>spec/indexer.md</c> §4.5).</summary>
internal static class HcaProtocols
{
    private static readonly Accumulation Unlimited = Accumulation.Set();

    public static InnerEntityType SequencingProtocols { get; } = new(
        "sequencing_protocols", "sequencing_protocol", "Protocols of sequencing",
        [
            Text("document_id", "The id of the protocol").Accumulate(Unlimited),
            Text("instrument_manufacturer_model", "Sequencing instrument").Accumulate(Unlimited).Facet("instrumentManufacturerModel"),
            Flag("paired_end", "Whether both ends were sequenced").Accumulate(Unlimited).Facet("pairedEnd"),
        ]);

    public static InnerEntityType LibraryPreparationProtocols { get; } = new(
        "library_preparation_protocols", "library_preparation_protocol", "Protocols of library preparation",
        [
            Text("document_id", "The id of the protocol").Accumulate(Unlimited),
            Text("library_construction_approach", "Method of library construction").Accumulate(Unlimited).Facet("libraryConstructionApproach"),
            Text("nucleic_acid_source", "Where the nucleic acid is from, such as single cell").Accumulate(Unlimited).Facet("nucleicAcidSource"),
        ]);

    public static InnerEntityType AnalysisProtocols { get; } = new(
        "analysis_protocols", "analysis_protocol", "Protocols of analysis",
        [
            Text("document_id", "The id of the protocol").Accumulate(Unlimited),
            Text("workflow", "Name of the analysis workflow").Accumulate(Unlimited).Facet("workflow"),
        ]);

    public static InnerEntityType ImagingProtocols { get; } = new(
        "imaging_protocols", "imaging_protocol", "Protocols of imaging",
        [
            Text("document_id", "The id of the protocol").Accumulate(Unlimited),
            Counts("assay_type", "Imaging assay types, the most frequent first").Accumulate(Accumulation.Frequency(100)).Facet("assayType"),
        ]);

    public static InnerEntityType SequencingProcesses { get; } = new(
        "sequencing_processes", "sequencing_process", "Processes that sequence",
        [
            Text("document_id", "The id of the process").Accumulate(Accumulation.Set(10)),
        ]);
}
