using System.Text;

namespace Azul.Plugins.Hits;

/// <summary>
/// A hit as JSON text with gaps: a control character, which JSON never holds, the kind of the gap, its arguments, and the same control character again.
/// </summary>
public static class HitTemplate
{
    /// <summary>Stands at both ends of a gap.</summary>
    public const byte Mark = 1;

    public const byte Accessible = (byte)'a';

    /// <summary>Followed by <c>d</c> or <c>n</c> (with or without DRS URI), UUID, a space, and version.</summary>
    public const byte FileUrl = (byte)'u';

    internal static ReadOnlySpan<byte> AccessibleGap => "\u0001a\u0001"u8;

    internal static byte[] FileUrlGap(string uuid, string version, bool hasDrsUri) =>
        Encoding.UTF8.GetBytes($"\u0001u{(hasDrsUri ? 'd' : 'n')}{uuid} {version}\u0001");
}
