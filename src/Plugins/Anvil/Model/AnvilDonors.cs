using Azul.Plugins.Metadata;
using static Azul.Plugins.Metadata.Property;

namespace Azul.Plugins.Anvil.Model;

/// <summary>Donors and their diagnoses (<c>spec/indexer.md</c> §5.6).</summary>
internal static class AnvilDonors
{
    private const string DonorsName = AnvilEntityTypes.Donors;
    private const string DiagnosesName = AnvilEntityTypes.Diagnoses;

    public static InnerEntityType Donors { get; } = AnvilProperties.Rows(
        DonorsName, "donor", "Donors of biosamples",
        Text("donor_id", "The id of the donor").FieldOf(DonorsName),
        Text("organism_type", "Species of the donor").FacetOf(DonorsName),
        Text("phenotypic_sex", "Phenotypic sex of the donor").FacetOf(DonorsName),
        Text("reported_ethnicity", "Ethnicities that the donor reported").List().FacetOf(DonorsName),
        Text("genetic_ancestry", "Genetic ancestries of the donor").List().FieldOf(DonorsName));

    public static InnerEntityType Diagnoses { get; } = AnvilProperties.Rows(
        DiagnosesName, "diagnosis", "Diagnoses of donors",
        Text("diagnosis_id", "The id of the diagnosis").FieldOf(DiagnosesName),
        Text("disease", "Diseases that were diagnosed").List().FacetOf(DiagnosesName),
        Text("diagnosis_age_unit", "Unit of the age at diagnosis").FieldOf(DiagnosesName),
        AnvilProperties.Age("diagnosis_age", "Age of the donor at diagnosis").FieldOf(DiagnosesName),
        Text("onset_age_unit", "Unit of the age at onset").FieldOf(DiagnosesName),
        AnvilProperties.Age("onset_age", "Age of the donor at onset of the disease").FieldOf(DiagnosesName),
        Text("phenotype", "Phenotypes of the donor").List().FacetOf(DiagnosesName),
        Text("phenopacket", "Phenopackets that describe the donor").List().FacetOf(DiagnosesName));
}
