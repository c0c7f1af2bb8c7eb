using System.Text.Json;
using System.Text.Json.Nodes;
using Azul.Plugins.Documents;
using Azul.Plugins.Hca;
using Azul.Plugins.Repositories;

namespace Azul.Tests.Hca;

/// <summary>Makes bundles of invented metadata. Entities are numbered; their ids are UUIDs that start with the number.</summary>
internal sealed class HcaBundleBuilder
{
    public const int Project = 1, Donor = 2, Specimen = 3, Suspension = 4, Read1 = 5, Read2 = 6, Preparation = 10, Sequencing = 11;

    private readonly List<int> stitched = [];

    public SourcedBundle Fqid { get; init; } =
        new(new("b0000000-0000-4000-8000-000000000000", "2024-02-03T04:05:06.000007Z"), new("50000000-0000-4000-8000-000000000000", "made:up:/0"));

    public JsonObject Manifest { get; } = [];

    public JsonObject Metadata { get; } = [];

    public JsonObject Links { get; } = new() { ["schema_version"] = "3.0.0", ["links"] = new JsonArray() };

    public JsonArray LinkList => Links["links"]!.AsArray();

    public static string Id(int number) => $"{number:d8}-0000-4000-8000-000000000000";

    /// <summary>A donor, a specimen, a suspension and two sequence files, one made of the other, and a project.</summary>
    public static HcaBundleBuilder Typical(SourcedBundle? fqid = null) => (fqid is null ? new HcaBundleBuilder() : new() { Fqid = fqid })
        .Add("project", Project, """
            {"project_core": {"project_title": "Wombats", "project_short_name": "WB", "project_description": "All about wombats"},
             "contributors": [
               {"name": "Zoe,,Last", "institution": "Burrow", "laboratory": "Lab Z", "project_role": {"text": "digger"}, "corresponding_contributor": true},
               {"name": "Amy,,First", "institution": "Burrow", "laboratory": "Lab A", "project_role": "counter"}],
             "publications": [{"title": "On cubes", "url": "https://example.org/cubes"}],
             "insdc_project_accessions": ["SRP1"], "geo_series_accessions": ["GSE2", "GSE1"]}
            """)
        .Add("donor_organism", Donor, """
            {"biomaterial_core": {"biomaterial_id": "donor", "ncbi_taxon_id": [29139]}, "sex": "female", "genus_species": [{"ontology_label": "Vombatus ursinus", "text": "wombat"}],
             "organism_age": "6-12", "organism_age_unit": {"text": "Weeks"}, "development_stage": {"text": "joey"}, "diseases": [{"text": "mange"}, null]}
            """)
        .Add("specimen_from_organism", Specimen, """
            {"biomaterial_core": {"biomaterial_id": "specimen", "ncbi_taxon_id": [29139]}, "organ": {"text": "colon"}, "organ_parts": [{"text": "last third"}, {"text": "first third"}],
             "preservation_storage": {"preservation_method": "ice"}}
            """)
        .Add("cell_suspension", Suspension, """
            {"biomaterial_core": {"biomaterial_id": "suspension", "ncbi_taxon_id": [29139]}, "estimated_cell_count": 42}
            """)
        .AddFile("sequence_file", Read1, "read1.fastq.gz", """{"read_index": "read1", "lane_index": 1}""")
        .AddFile("sequence_file", Read2, "read2.fastq.gz", """{"read_index": "read2", "lane_index": 1}""")
        .Add("process", 7, """{"process_core": {"process_id": "take"}}""")
        .Add("process", 8, """{"process_core": {"process_id": "suspend"}}""")
        .Add("process", 9, """{"process_core": {"process_id": "sequence"}}""")
        .Add("library_preparation_protocol", Preparation, """
            {"protocol_core": {"protocol_id": "prepare"}, "library_construction_method": {"text": "10x"}, "nucleic_acid_source": "single cell"}
            """)
        .Add("sequencing_protocol", Sequencing, """
            {"protocol_core": {"protocol_id": "read"}, "instrument_manufacturer_model": {"text": "Sequencer 1"}, "paired_end": true}
            """)
        .Link(7, [Donor], [Specimen])
        .Link(8, [Specimen], [Suspension])
        .Link(9, [Suspension], [Read1, Read2], [Preparation, Sequencing]);

    public HcaBundleBuilder Add(string schema, int number, string content)
    {
        var document = JsonNode.Parse(content)!.AsObject();
        document["describedBy"] = $"https://schema.example.org/type/1.0.0/{schema}";
        document["provenance"] = new JsonObject
        {
            ["document_id"] = Id(number),
            ["submission_date"] = $"2020-01-{number % 28 + 1:d2}T00:00:00Z",
            ["update_date"] = $"2021-01-{number % 28 + 1:d2}T00:00:00.5Z",
        };
        Metadata[$"{schema}/{Id(number)}"] = document;
        return this;
    }

    public HcaBundleBuilder AddFile(string schema, int number, string name, string content = "{}")
    {
        var document = JsonNode.Parse(content)!.AsObject();
        document["file_core"] ??= new JsonObject();
        document["file_core"]!["file_name"] = name;
        document["file_core"]!["format"] ??= name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];
        Manifest[$"{schema}/{Id(number)}"] = new JsonObject
        {
            ["name"] = name,
            ["uuid"] = Id(number + 1000),
            ["version"] = "2022-01-01T00:00:00.000000Z",
            ["content-type"] = "application/octet-stream",
            ["size"] = 100 + number,
            ["indexed"] = false,
            ["crc32c"] = $"{number:x8}",
            ["sha256"] = $"{number:x64}",
            ["drs_uri"] = $"drs://example.org/{number}",
        };
        return Add(schema, number, document.ToJsonString());
    }

    public HcaBundleBuilder Link(int process, int[] inputs, int[] outputs, params int[] protocols)
    {
        LinkList.Add(new JsonObject
        {
            ["link_type"] = "process_link",
            ["process_id"] = Id(process),
            ["inputs"] = Array("input_id", inputs),
            ["outputs"] = Array("output_id", outputs),
            ["protocols"] = Array("protocol_id", protocols),
        });
        return this;
    }

    public HcaBundleBuilder Stitch(params int[] numbers)
    {
        stitched.AddRange(numbers);
        return this;
    }

    /// <summary>The metadata document of an entity.</summary>
    public JsonObject Document(int number) => Metadata.First(m => m.Key.EndsWith(Id(number), StringComparison.Ordinal)).Value!.AsObject();

    public JsonObject Entry(int number) => Manifest.First(m => m.Key.EndsWith(Id(number), StringComparison.Ordinal)).Value!.AsObject();

    /// <summary>Applies a change to the builder, so that calls can be chained.</summary>
    public HcaBundleBuilder With(Action<HcaBundleBuilder> change)
    {
        change(this);
        return this;
    }

    public Bundle Build() => new(Fqid, "hca", new Dictionary<string, BundlePart>
    {
        ["manifest"] = new(Element(Manifest)),
        ["metadata"] = new(Element(Metadata)),
        ["links"] = new(Element(Links)),
        ["stitched"] = new(Element(new JsonArray([.. stitched.Select(n => (JsonNode)Id(n))]))),
    });

    public IReadOnlyList<Contribution> Contributions() => [.. new HcaPlugin().Transform(Build()).Contributions(BundlePartition.Root, deleted: false)];

    /// <summary>What the bundle says of an entity of a type.</summary>
    public Entity Contents(string entityType, int number) => Contributions().Single(c => c.Entity == new EntityReference(entityType, Id(number))).Contents;

    /// <summary>The first inner entity of a type that the bundle's contribution to the project has.</summary>
    public Entity Inner(string innerType) => Contents("projects", Project)[innerType].AsList[0].AsEntity;

    private static JsonArray Array(string key, int[] numbers) => new([.. numbers.Select(n => (JsonNode)new JsonObject { [key] = Id(n) })]);

    private static JsonElement Element(JsonNode node) => JsonElement.Parse(node.ToJsonString());
}
