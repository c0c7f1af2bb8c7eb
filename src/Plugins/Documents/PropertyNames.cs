using System.Text.Json;

namespace Azul.Plugins.Documents;

/// <summary>
/// The names of properties that were read lately, so that those of a document are not made anew for each of its many objects. A thread has its own; it is of fixed size, and a name takes the place
/// of another one.
/// </summary>
internal static class PropertyNames
{
    private const int Places = 1024;
    private const int MaxLength = 64;

    [ThreadStatic]
    private static (byte[] Utf8, string Name)[]? known;

    /// <summary>The name at which the reader stands.</summary>
    public static string Read(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped || reader.HasValueSequence || reader.ValueSpan.Length is 0 or > MaxLength)
            return reader.GetString()!;
        var utf8 = reader.ValueSpan;
        known ??= new (byte[], string)[Places];
        ref var place = ref known[PlaceOf(utf8)];
        if (place.Utf8 is null || !utf8.SequenceEqual(place.Utf8))
            place = (utf8.ToArray(), reader.GetString()!);
        return place.Name;
    }

    private static int PlaceOf(ReadOnlySpan<byte> utf8)
    {
        // FNV-1a; names are short.
        var hash = 2166136261u;
        foreach (var b in utf8)
            hash = (hash ^ b) * 16777619;
        return (int)((hash ^ (hash >> 16)) % Places);
    }
}
