using Azul.Plugins.Aggregation;
using Azul.Plugins.Metadata;
using static Azul.Plugins.Metadata.Property;

namespace Azul.Plugins.Anvil.Model;

/// <summary>Data files (<c>spec/indexer.md</c> §5.6).</summary>
internal static class AnvilFiles
{
    private const string Name = AnvilEntityTypes.Files;

    /// <param name="versionIsDateIn">The entity types in which REST sees the version of a file as a date.</param>
    public static InnerEntityType Files(string[] versionIsDateIn) => AnvilProperties.Rows(
        Name, "file", "Data files; where they are aggregated, one group for each format",
        Text("file_id", "The id that the source gives to the file").FieldOf(Name),
        Text("data_modality", "Kinds of data").List().FacetOf(Name),
        Text("file_format", "Format of the file, an extension with the dot").FacetOf(Name),
        Integer("file_size", "Size in bytes").FieldOf(Name),
        Text("file_md5sum", "MD5 checksum, in base 64").FieldOf(Name),
        Text("reference_assembly", "Reference genomes").List().FacetOf(Name),
        Text("file_name", "Name of the file").FieldOf(Name),
        Flag("is_supplementary", "Whether the file belongs to the data set as a whole and not to a biosample").FacetOf(Name),
        Text("crc32", "CRC-32 checksum; empty, as it is not known").FieldOf(Name),
        Text("sha256", "SHA-256 checksum; empty, as it is not known").FieldOf(Name),
        Text("drs_uri", "DRS URI of the file; null where it cannot be downloaded").FieldOf(Name),
        Text("version", "Version of the file, the same timestamp for all").Field("fileVersion").RestDate(versionIsDateIn),
        Text("uuid", "The id to download the file by, which is that of the entity").Field("fileId"),
        Integer("size", "Size in bytes, under the name that it has in all catalogs"),
        Text("name", "Name of the file, under the name that it has in all catalogs"),
        Integer("count", "Number of files in the group").NotNull().Optional().Accumulate(Accumulation.CountDistinct("document_id"))) with
    {
        GroupBy = ["file_format"],
    };
}
