using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Azul.Indexer.Queues.Sqs;

/// <summary>The message groups of FIFO queues: one for each name of a group, or a number of them that the names share (<see cref="SqsOptions.TallyGroups"/>).</summary>
internal sealed class MessageGroups(int? shared)
{
    private const int MaxLength = 128;
    private const char SharedMark = '#';

    /// <summary>The group of a name, or that of a message that was received from one.</summary>
    public string Of(string name)
    {
        if (shared is { } count && !IsShared(name))
            return string.Create(CultureInfo.InvariantCulture, $"{SharedMark}{BinaryPrimitives.ReadUInt32LittleEndian(Hash(name)) % (uint)count}");
        return OwnOf(name);
    }

    /// <summary>The group that a name shares with no other.</summary>
    // SQS takes up to 128 printable characters; any other name is replaced by one that is as good.
    public static string OwnOf(string name) =>
        name.Length <= MaxLength && name.All(c => c is > ' ' and <= '~') ? name : Convert.ToHexStringLower(Hash(name));

    /// <summary>Whether a group is one that names share.</summary>
    public static bool IsShared(string group) => group.StartsWith(SharedMark);

    private static byte[] Hash(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(name));
}
