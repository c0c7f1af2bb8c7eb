using System.Security.Cryptography;
using System.Text;

namespace Azul.Plugins.Documents;

/// <summary>Name-based UUIDs of version 5: SHA-1 over the big-endian bytes of a namespace and a name in UTF-8 (RFC 9562 §5.5).</summary>
public static class Uuid5
{
    public static Guid Of(Guid @namespace, string name)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        var input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        @namespace.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));
        SHA1.HashData(input, hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new(hash[..16], bigEndian: true);
    }
}
