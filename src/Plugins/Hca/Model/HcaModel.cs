using Azul.Plugins.Metadata;
using static Azul.Plugins.Metadata.Property;

namespace Azul.Plugins.Hca.Model;

/// <summary>All that is declared of the metadata of the Human Cell Atlas.</summary>
internal static class HcaModel
{
    private static readonly InnerEntityType[] InnerTypes =
    [
        HcaDates.Dates,
        HcaFiles.Files,
        HcaProjects.Projects,
        HcaProtocols.SequencingProtocols,
        HcaProtocols.LibraryPreparationProtocols,
        HcaProtocols.AnalysisProtocols,
        HcaProtocols.ImagingProtocols,
        HcaBiomaterials.Donors,
        HcaSamples.Samples,
        HcaSamples.Specimens,
        HcaBiomaterials.Specimens,
        HcaBiomaterials.CellSuspensions,
        HcaBiomaterials.CellLines,
        HcaBiomaterials.Organoids,
        HcaSamples.CellLines,
        HcaSamples.Organoids,
        HcaBiomaterials.SequencingInputs,
        HcaProtocols.SequencingProcesses,
        HcaFiles.Matrices,
        HcaFiles.ContributedAnalyses,
    ];

    private static readonly DocumentProperty[] Document =
    [
        .. DocumentProperty.Usual(HcaEntityTypes.All),
        new(Integer("cell_count", "Number of cells in the cell suspensions of the entity").Field("cellCount")),
        new(Integer("effective_cell_count", "Number of cells as the project estimates it or, failing that, in the cell suspensions of the entity")
            .Field("effectiveCellCount")),
    ];

    public static MetadataModel Instance { get; } = new(
        "Hca",
        "Metadata of the Human Cell Atlas: data files and the biomaterials, protocols and projects that they come from",
        HcaEntityTypes.All,
        InnerTypes,
        Document,
        SpecialFields.Usual,
        HcaSummary.Parts)
    {
        FacetOrder =
        [
            "sourceId", "organ", "organPart", "modelOrgan", "modelOrganPart", "effectiveOrgan", "specimenOrgan", "specimenOrganPart", "sampleEntityType",
            "libraryConstructionApproach", "nucleicAcidSource", "genusSpecies", "organismAge", "biologicalSex", "sampleDisease", "specimenDisease",
            "donorDisease", "developmentStage", "instrumentManufacturerModel", "pairedEnd", "workflow", "assayType", "project", "fileFormat", "fileSource",
            "isIntermediate", "contentDescription", "laboratory", "preservationMethod", "projectTitle", "cellLineType", "selectedCellType",
            "projectDescription", "institution", "contactName", "publicationTitle", "isTissueAtlasProject", "tissueAtlas", "bionetworkName",
            "dataUseRestriction",
        ],
    };
}
