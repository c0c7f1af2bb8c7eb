using System.Globalization;

namespace Azul.Plugins.Repositories.Staging;

/// <summary>Versions of the form <c>2021-01-01T00:00:00.000000Z</c>, held as numbers. Their order is that of the texts (<c>spec/indexer.md</c> §0).</summary>
internal static class DcpVersion
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static bool TryParse(ReadOnlySpan<char> text, out long ticks)
    {
        var parsed = DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        ticks = time.Ticks;
        return parsed;
    }

    public static string ToText(long ticks) => new DateTime(ticks).ToString(Format, CultureInfo.InvariantCulture);
}
