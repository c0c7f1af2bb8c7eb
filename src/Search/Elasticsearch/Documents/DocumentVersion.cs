using System.Text.Json;

namespace Azul.Search.Elasticsearch.Documents;

/// <summary>
/// Which state of a document was read. No two states of a document have the same, not even with a deletion between them: each operation on a shard has a sequence number of its own, and each primary
/// a term. So deletions need no tombstones.
/// </summary>
/// <param name="SequenceNumber">The number of the operation that made the state, from 0.</param>
/// <param name="PrimaryTerm">The term of the primary that did it, from 1.</param>
internal readonly record struct DocumentVersion(long SequenceNumber, long PrimaryTerm)
{
    // More operations than a shard sees in its life, and still some millions of terms.
    private const int Bits = 42;
    private const long Mask = (1L << Bits) - 1;

    /// <summary>The version as a number that is not 0, as the port has it.</summary>
    public long Packed => PrimaryTerm << Bits | SequenceNumber;

    public static DocumentVersion Unpack(long packed) => new(packed & Mask, packed >>> Bits);

    /// <summary>The version of a document or hit of an answer.</summary>
    public static DocumentVersion Of(JsonElement document) => new(document.GetProperty("_seq_no").GetInt64(), document.GetProperty("_primary_term").GetInt64());
}
