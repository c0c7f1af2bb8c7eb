using Azul.Plugins.Metadata;
using static Azul.Plugins.Metadata.Property;

namespace Azul.Plugins.Anvil.Model;

/// <summary>Biosamples, and the activities that make data of them (<c>spec/indexer.md</c> §5.6).</summary>
internal static class AnvilSamples
{
    private const string BiosamplesName = AnvilEntityTypes.Biosamples;
    private const string ActivitiesName = AnvilEntityTypes.Activities;

    public static InnerEntityType Biosamples { get; } = AnvilProperties.Rows(
        BiosamplesName, "biosample", "Biosamples",
        Text("biosample_id", "The id of the biosample").FieldOf(BiosamplesName),
        Text("anatomical_site", "Where in the body the biosample was taken").FacetOf(BiosamplesName),
        Text("apriori_cell_type", "Types of cells that are expected in the biosample").List().FieldOf(BiosamplesName),
        Text("biosample_type", "Kind of the biosample").FacetOf(BiosamplesName),
        Text("disease", "Disease of the tissue").FacetOf(BiosamplesName),
        Text("donor_age_at_collection_unit", "Unit of the age of the donor").FieldOf(BiosamplesName),
        AnvilProperties.Age("donor_age_at_collection", "Age of the donor when the biosample was taken").FieldOf(BiosamplesName));

    /// <remarks>Which columns an activity has, and whether they are lists, depends on the table that it is from. A list here may be a single value there.</remarks>
    public static InnerEntityType Activities { get; } = AnvilProperties.Rows(
        ActivitiesName, "activity", "Activities that make data files, such as sequencing and alignment",
        Text("activity_id", "The id of the activity").FieldOf(ActivitiesName),
        Text("activity_table", "Name of the table that the activity is from, such as anvil_sequencingactivity").FieldOf(ActivitiesName),
        Text("activity_type", "Kind of the activity").FacetOf(ActivitiesName),
        Text("assay_type", "Kinds of the assay").List().FacetOf(ActivitiesName),
        Text("data_modality", "Kinds of data").List().FacetOf(ActivitiesName),
        Text("reference_assembly", "Reference genomes").List().FieldOf(ActivitiesName));
}
