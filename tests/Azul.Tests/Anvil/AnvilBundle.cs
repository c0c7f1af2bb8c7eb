using System.Globalization;
using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;

namespace Azul.Tests.Anvil;

/// <summary>Builds bundles for tests. Rows have made-up values for all columns of their table; ids are short numbers that stand for UUIDs.</summary>
internal sealed class AnvilBundle(int id = 0xb)
{
    public const string Version = "2022-06-01T00:00:00.000000Z";

    private readonly List<(string Reference, Entity Row)> rows = [];
    private readonly List<Entity> links = [];

    /// <summary>A donor with a diagnosis gave two biosamples; the first was sequenced, and the file was aligned to another one.</summary>
    public static AnvilBundle Family => new AnvilBundle()
        .Row("anvil_dataset", 1).Row("anvil_diagnosis", 2).Row("anvil_donor", 3).Row("anvil_biosample", 4).Row("anvil_biosample", 5)
        .Row("anvil_sequencingactivity", 6).Row("anvil_file", 7).Row("anvil_alignmentactivity", 8).Row("anvil_file", 9, ("file_format", ".cram"))
        .Link([Diagnosis(2)], null, Donor(3))
        .Link([Dataset(1)], null, Biosample(4), Biosample(5))
        .Link([Donor(3)], null, Biosample(4))
        .Link([Donor(3)], null, Biosample(5))
        .Link([Biosample(4)], Sequencing(6), File(7))
        .Link([File(7)], Alignment(8), File(9));

    /// <summary>The UUID that a short number stands for.</summary>
    public static string Id(int number) => $"{number:x8}-0000-4000-8000-000000000000";

    public static string Dataset(int number) => $"anvil_dataset/{Id(number)}";

    public static string Diagnosis(int number) => $"anvil_diagnosis/{Id(number)}";

    public static string Donor(int number) => $"anvil_donor/{Id(number)}";

    public static string Biosample(int number) => $"anvil_biosample/{Id(number)}";

    public static string File(int number) => $"anvil_file/{Id(number)}";

    public static string Sequencing(int number) => $"anvil_sequencingactivity/{Id(number)}";

    public static string Alignment(int number) => $"anvil_alignmentactivity/{Id(number)}";

    public static SourceRef Source { get; } = new("11111111-0000-4000-8000-000000000000", "tdr:bigquery:gcp:project:snapshot:/0");

    public AnvilBundle Row(string table, int number, params (string Column, Value Value)[] columns) =>
        Raw($"{table}/{Id(number)}", columns.Aggregate(Default(table, number), (row, c) => row.With(c.Column, c.Value)));

    /// <summary>A row without one of its columns.</summary>
    public AnvilBundle RowWithout(string column, string table, int number) => Raw($"{table}/{Id(number)}", Default(table, number).Without(column));

    public AnvilBundle Raw(string reference, Entity row)
    {
        rows.Add((reference, row));
        return this;
    }

    /// <summary>What DUOS says of a data set.</summary>
    public AnvilBundle Registration(int number, string? description) =>
        Raw($"anvil_dataset/{Id(number)}", new(("description", description), ("version", Version)));

    public AnvilBundle Link(string[] inputs, string? activity, params string[] outputs)
    {
        links.Add(new(("inputs", Value.List(inputs)), ("activity", activity), ("outputs", Value.List(outputs))));
        return this;
    }

    public Bundle Build(string version = Version) => Build(
        $"{{{string.Join(',', rows.Select(r => $"{JsonSerializer.Serialize(r.Reference)}:{Text(r.Row)}"))}}}",
        Text(Value.List(links.Select(l => (Value)l))),
        version);

    public Bundle Build(string entities, string ofLinks, string version = Version) => new(
        new(new(Id(id), version), Source),
        "anvil",
        new Dictionary<string, BundlePart> { ["entities"] = new(JsonElement.Parse(entities)), ["links"] = new(JsonElement.Parse(ofLinks)) });

    private static string Text(Value value) => System.Text.Encoding.UTF8.GetString(ValueJson.Serialize(value));

    private static Entity Default(string table, int number)
    {
        var kind = table.Replace("anvil_", "", StringComparison.Ordinal);
        return new(
        [
            new("datarepo_row_id", Id(number)),
            new($"{kind}_id", $"{kind} {number.ToString("x", CultureInfo.InvariantCulture)}"),
            new("source_datarepo_row_ids", Value.List((Value)$"row {number:x}")),
            new("version", Version),
            .. Columns(table),
        ]);
    }

    private static IEnumerable<KeyValuePair<string, Value>> Columns(string table) => table switch
    {
        "anvil_biosample" =>
        [
            new("anatomical_site", "blood"), new("apriori_cell_type", None), new("biosample_type", "DNA"), new("disease", Value.Null),
            new("donor_age_at_collection_unit", "year"), new("donor_age_at_collection_lower_bound", 30.0), new("donor_age_at_collection_upper_bound", 40.0),
        ],
        "anvil_dataset" =>
        [
            new("consent_group", Value.List((Value)"HMB")), new("data_use_permission", None), new("owner", Value.List((Value)"an owner")), new("principal_investigator", None),
            new("registered_identifier", Value.List((Value)"phs000000")), new("title", "A study"), new("data_modality", None),
        ],
        "anvil_donor" =>
        [
            new("organism_type", "Homo sapiens"), new("phenotypic_sex", "female"), new("reported_ethnicity", Value.List("A", "B")), new("genetic_ancestry", None),
        ],
        "anvil_diagnosis" =>
        [
            new("disease", Value.List((Value)"a disease")), new("phenotype", None), new("phenopacket", None),
            new("diagnosis_age_unit", "year"), new("diagnosis_age_lower_bound", 5L), new("diagnosis_age_upper_bound", Value.Null),
            new("onset_age_unit", Value.Null), new("onset_age_lower_bound", Value.Null), new("onset_age_upper_bound", Value.Null),
        ],
        "anvil_file" =>
        [
            new("data_modality", None), new("file_format", ".bam"), new("file_size", 5L), new("file_md5sum", "md5"), new("reference_assembly", None),
            new("file_name", "a.bam"), new("file_ref", "drs://host/a"), new("is_supplementary", false), new("drs_uri", "drs://host/a"), new("sha256", ""), new("crc32", ""),
        ],
        "anvil_sequencingactivity" => [new("activity_type", "Sequencing"), new("assay_type", None), new("data_modality", Value.List((Value)"genomic"))],
        "anvil_assayactivity" => [new("activity_type", "Assay"), new("assay_type", "ATAC-seq"), new("data_modality", None)],
        "anvil_alignmentactivity" => [new("activity_type", "Alignment"), new("data_modality", None), new("reference_assembly", Value.List((Value)"GRCh38"))],
        _ => [],
    };

    private static Value None => Value.List(Array.Empty<Value>());
}
