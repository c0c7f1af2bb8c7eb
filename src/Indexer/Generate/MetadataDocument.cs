using Azul.Plugins.Documents;

namespace Azul.Indexer.Generate;

/// <summary>Puts metadata documents together: what the HCA's schemas want of every entity, around what is its own (<c>spec/indexer.md</c> §4.2).</summary>
internal static class MetadataDocument
{
    private const string Root = "https://schema.humancellatlas.org";

    private static readonly Dictionary<string, (string Core, string Path, string Version)> Schemas = new()
    {
        ["project"] = ("project", "type/project", "17.0.0"),
        ["donor_organism"] = ("biomaterial", "type/biomaterial", "15.5.0"),
        ["specimen_from_organism"] = ("biomaterial", "type/biomaterial", "10.4.0"),
        ["cell_suspension"] = ("biomaterial", "type/biomaterial", "13.3.0"),
        ["cell_line"] = ("biomaterial", "type/biomaterial", "15.0.1"),
        ["organoid"] = ("biomaterial", "type/biomaterial", "11.3.4"),
        ["imaged_specimen"] = ("biomaterial", "type/biomaterial", "3.3.0"),
        ["process"] = ("process", "type/process", "9.2.0"),
        ["analysis_process"] = ("process", "type/process/analysis", "12.1.0"),
        ["collection_protocol"] = ("protocol", "type/protocol/biomaterial_collection", "9.2.0"),
        ["dissociation_protocol"] = ("protocol", "type/protocol/biomaterial_collection", "6.2.0"),
        ["differentiation_protocol"] = ("protocol", "type/protocol/biomaterial_collection", "2.2.3"),
        ["library_preparation_protocol"] = ("protocol", "type/protocol/sequencing", "6.3.1"),
        ["sequencing_protocol"] = ("protocol", "type/protocol/sequencing", "10.1.0"),
        ["analysis_protocol"] = ("protocol", "type/protocol/analysis", "10.0.0"),
        ["imaging_protocol"] = ("protocol", "type/protocol/imaging", "11.4.0"),
        ["imaging_preparation_protocol"] = ("protocol", "type/protocol/imaging", "2.3.0"),
        ["sequence_file"] = ("file", "type/file", "9.5.0"),
        ["analysis_file"] = ("file", "type/file", "6.5.0"),
        ["supplementary_file"] = ("file", "type/file", "2.5.0"),
        ["image_file"] = ("file", "type/file", "2.5.0"),
    };

    /// <summary>An entity. Properties whose value is null are left out, as submitters do.</summary>
    public static GeneratedEntity Of(string type, Guid id, Moment moment, params (string Name, Value Value)[] properties) =>
        new(type, id, moment.Version, Document(type, id, moment, null, properties));

    /// <summary>An entity with a data file.</summary>
    public static GeneratedEntity Of(string type, Guid id, Moment moment, DataFile file, string? submitterId, params (string Name, Value Value)[] properties) =>
        new(type, id, moment.Version, Document(type, id, moment, submitterId, [("file_core", file.Core), .. properties]), file.Descriptor(id, moment));

    /// <summary>An object without the properties whose value is null.</summary>
    public static Entity Present(params (string Name, Value Value)[] properties) => new(Array.FindAll(properties, p => !p.Value.IsNull));

    /// <summary>The URL of one of the schemas that describe no entity.</summary>
    public static string SystemSchema(string name, string version) => $"{Root}/system/{version}/{name}";

    private static byte[] Document(string type, Guid id, Moment moment, string? submitterId, (string Name, Value Value)[] properties)
    {
        var (core, path, version) = Schemas[type];
        var numbers = version.Split('.');
        var provenance = Present(
            ("document_id", id.ToString()),
            ("submission_date", moment.SubmissionDate),
            ("update_date", moment.UpdateDate),
            ("schema_major_version", long.Parse(numbers[0], null)),
            ("schema_minor_version", long.Parse(numbers[1], null)),
            ("submitter_id", submitterId));
        return ValueJson.Serialize(Present([("describedBy", $"{Root}/{path}/{version}/{type}"), ("schema_type", core), .. properties, ("provenance", provenance)]));
    }
}
