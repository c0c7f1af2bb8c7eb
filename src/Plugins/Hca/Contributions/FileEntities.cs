using Azul.Plugins.Documents;
using Azul.Plugins.Hca.Graph;

namespace Azul.Plugins.Hca.Contributions;

/// <summary>What documents say of data files (<c>spec/indexer.md</c> §4.5).</summary>
internal static class FileEntities
{
    /// <summary>A file wherever it is mentioned.</summary>
    public static Entity File(DataFile file, Entity[] relatedFiles) =>
        new(Properties(file).Append(new("related_files", Value.List(relatedFiles.Select(f => (Value)f)))));

    /// <summary>A file that another one stands for.</summary>
    public static Entity RelatedFile(DataFile file) => new(Properties(file));

    private static IEnumerable<KeyValuePair<string, Value>> Properties(DataFile file)
    {
        var manifest = file.Manifest;
        return
        [
            new("document_id", file.Id),
            new("content-type", manifest.ContentType),
            new("indexed", manifest.Indexed),
            new("name", manifest.Name),
            new("crc32c", manifest.Crc32C),
            new("sha256", manifest.Sha256),
            new("size", manifest.Size),
            new("uuid", manifest.Uuid),
            new("drs_uri", manifest.DrsUri),
            new("version", manifest.Version),
            new("file_type", file.Schema.Name),
            new("file_format", file.Core.Required("format", "file_format").TextOrNull()),
            new("content_description", Value.List(file.ContentDescription)),
            new("is_intermediate", file.IsIntermediate),
            new("file_source", file.Submitter?.Title),
            new("_type", "file"),
            .. OfSchema(file),
        ];
    }

    private static IEnumerable<KeyValuePair<string, Value>> OfSchema(DataFile file) => file.Schema.Name switch
    {
        Schema.SequenceFile =>
        [
            new("read_index", file.Content.Required("read_index").TextOrNull()),
            new("lane_index", file.Content.Optional("lane_index").IntegerOrNull()),
        ],
        Schema.AnalysisFile => [new("matrix_cell_count", file.Content.Optional("matrix_cell_count").IntegerOrNull())],
        _ => [],
    };
}
