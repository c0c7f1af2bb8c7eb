using Azul.Plugins.Documents;

namespace Azul.Indexer.Generate;

/// <summary>A data file that is only said to exist.</summary>
/// <param name="Name">Its name, unique in the area.</param>
/// <param name="Format">The format, which is the end of its name.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Content">What is in it.</param>
/// <param name="Source">Who provided it, or null.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record DataFile(string Name, string Format, string ContentType, Term Content, string? Source, long Size)
{
    public Value Core => MetadataDocument.Present(
        ("file_name", Name), ("format", Format), ("content_description", Term.ListOf(Content)), ("file_source", Source));

    public byte[] Descriptor(Guid id, Moment moment)
    {
        var draw = Draw.For(id);
        return ValueJson.Serialize(new Entity(
            ("describedBy", MetadataDocument.SystemSchema("file_descriptor", "2.0.0")),
            ("schema_type", "file_descriptor"),
            ("schema_version", "2.0.0"),
            ("file_id", id.ToString()),
            ("file_name", Name),
            ("file_version", moment.Version),
            ("content_type", ContentType),
            ("size", Size),
            ("crc32c", draw.Hex(8)),
            ("sha1", draw.Hex(40)),
            ("sha256", draw.Hex(64)),
            ("s3_etag", draw.Hex(32))));
    }
}
