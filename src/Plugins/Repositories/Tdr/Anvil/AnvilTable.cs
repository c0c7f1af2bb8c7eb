namespace Azul.Plugins.Repositories.Tdr.Anvil;

/// <summary>A table of an AnVIL snapshot in version 5 of the schema (<c>spec/indexer.md</c> §5.7).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns beside <c>datarepo_row_id</c>, the key first.</param>
internal sealed record AnvilTable(string Name, params string[] Columns)
{
    public const string RowId = "datarepo_row_id";

    public static readonly AnvilTable Activity = new("anvil_activity",
        "activity_id", "activity_type", "used_file_id", "generated_file_id", "used_biosample_id", "source_datarepo_row_ids");

    public static readonly AnvilTable Alignment = new("anvil_alignmentactivity",
        "alignmentactivity_id", "activity_type", "data_modality", "generated_file_id", "used_file_id", "reference_assembly", "source_datarepo_row_ids");

    public static readonly AnvilTable Assay = new("anvil_assayactivity",
        "assayactivity_id", "activity_type", "antibody_id", "assay_type", "data_modality", "generated_file_id", "used_biosample_id", "source_datarepo_row_ids");

    public static readonly AnvilTable Biosample = new("anvil_biosample",
        "biosample_id", "anatomical_site", "apriori_cell_type", "biosample_type", "disease", "donor_age_at_collection_unit", "donor_age_at_collection_lower_bound",
        "donor_age_at_collection_upper_bound", "donor_id", "part_of_dataset_id", "source_datarepo_row_ids");

    public static readonly AnvilTable Dataset = new("anvil_dataset",
        "dataset_id", "consent_group", "data_use_permission", "owner", "principal_investigator", "registered_identifier", "title", "data_modality", "source_datarepo_row_ids");

    public static readonly AnvilTable Diagnosis = new("anvil_diagnosis",
        "diagnosis_id", "donor_id", "disease", "diagnosis_age_unit", "diagnosis_age_lower_bound", "diagnosis_age_upper_bound", "onset_age_unit", "onset_age_lower_bound",
        "onset_age_upper_bound", "phenotype", "phenopacket", "source_datarepo_row_ids");

    public static readonly AnvilTable Donor = new("anvil_donor",
        "donor_id", "organism_type", "part_of_dataset_id", "phenotypic_sex", "reported_ethnicity", "genetic_ancestry", "source_datarepo_row_ids");

    public static readonly AnvilTable File = new("anvil_file",
        "file_id", "data_modality", "file_format", "file_size", "file_md5sum", "reference_assembly", "file_name", "file_ref", "is_supplementary", "source_datarepo_row_ids");

    public static readonly AnvilTable Sequencing = new("anvil_sequencingactivity",
        "sequencingactivity_id", "activity_type", "assay_type", "data_modality", "generated_file_id", "used_biosample_id", "source_datarepo_row_ids");

    public static readonly AnvilTable VariantCalling = new("anvil_variantcallingactivity",
        "variantcallingactivity_id", "activity_type", "used_file_id", "generated_file_id", "reference_assembly", "data_modality", "source_datarepo_row_ids");

    /// <summary>The tables of activities. The first has every column that says what an activity was done to.</summary>
    public static readonly IReadOnlyList<AnvilTable> Activities = [Activity, Alignment, Assay, Sequencing, VariantCalling];

    private static readonly IReadOnlyList<AnvilTable> All = [.. Activities, Biosample, Dataset, Diagnosis, Donor, File];

    /// <summary>The column by which other tables refer to a row. Keys are unique in their table only.</summary>
    public string Key => Columns[0];

    /// <summary>The table of that name, or null.</summary>
    public static AnvilTable? Find(string? name) => All.FirstOrDefault(t => t.Name == name);

    public bool Has(string column) => Columns.Contains(column);

    public bool Equals(AnvilTable? other) => Name == other?.Name;

    public override int GetHashCode() => string.GetHashCode(Name, StringComparison.Ordinal);

    public override string ToString() => Name;
}
