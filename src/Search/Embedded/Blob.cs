using System.Runtime.InteropServices;

namespace Azul.Search.Embedded;

/// <summary>Bytes as the database takes them.</summary>
internal static class Blob
{
    /// <summary>The bytes as an array, which is not a copy where the memory is all of one.</summary>
    public static byte[] Of(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Array is { } array && segment.Count == array.Length ? array : bytes.ToArray();
}
