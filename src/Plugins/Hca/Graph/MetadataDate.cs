using System.Globalization;
using Azul.Plugins.Reading;

namespace Azul.Plugins.Hca.Graph;

/// <summary>Dates as documents have them: <c>YYYY-MM-DDThh:mm:ss.ffffffZ</c>, which compare as strings.</summary>
internal static class MetadataDate
{
    private const string Canonical = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>A date of RFC 3339 with at most six digits of fraction, in any time zone.</summary>
    public static string? ParseOrNull(Node node) => node.TextOrNull() is { } text ? Parse(node.Place, text) : null;

    public static string Parse(Node node) => Parse(node.Place, node.Text());

    /// <summary>The version of a bundle, which must be a date in the form of documents already.</summary>
    public static string OfVersion(Place place) => DateTime.TryParseExact(
            place.Bundle.Version, Canonical, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out _)
        ? place.Bundle.Version
        : throw place.Fault(Faults.WrongBundleVersion, $"the version must be of the form YYYY-MM-DDThh:mm:ss.ffffffZ, but is '{place.Bundle.Version}'");

    public static string? Earlier(string? left, string? right) =>
        left is null ? right : right is null || string.CompareOrdinal(left, right) <= 0 ? left : right;

    public static string? Later(string? left, string? right) =>
        left is null ? right : right is null || string.CompareOrdinal(left, right) >= 0 ? left : right;

    private static string Parse(Place place, string text)
    {
        var error = place.Fault;
        if (text.Length < 20 || text[10] is not ('T' or 't'))
            throw error(Faults.WrongDate, $"'{text}' is no date");
        var zoneAt = text.AsSpan(19).IndexOfAny("Zz+-");
        if (zoneAt < 0)
            throw error(Faults.WrongDate, $"the date '{text}' has no time zone");
        var fraction = text.AsSpan(19, zoneAt);
        var zone = text.AsSpan(19 + zoneAt);
        return DateTime.TryParseExact(
                text.AsSpan(0, 19), ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd't'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var seconds)
            && TryParseFraction(fraction, out var microseconds)
            && TryParseZone(zone, out var minutes)
            && TryShift(seconds, microseconds, minutes) is { } date
            ? date.ToString(Canonical, CultureInfo.InvariantCulture)
            : throw error(Faults.WrongDate, $"'{text}' is no date");
    }

    private static bool TryParseFraction(ReadOnlySpan<char> fraction, out int microseconds)
    {
        microseconds = 0;
        if (fraction.IsEmpty)
            return true;
        if (fraction[0] != '.' || fraction.Length is < 2 or > 7 || !int.TryParse(fraction[1..], NumberStyles.None, CultureInfo.InvariantCulture, out microseconds))
            return false;
        for (var digits = fraction.Length - 1; digits < 6; digits++)
            microseconds *= 10;
        return true;
    }

    private static bool TryParseZone(ReadOnlySpan<char> zone, out int minutes)
    {
        minutes = 0;
        if (zone is "Z" or "z")
            return true;
        if (zone.Length != 6 || zone[3] != ':'
            || !int.TryParse(zone[1..3], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(zone[4..], NumberStyles.None, CultureInfo.InvariantCulture, out minutes)
            || hours > 23 || minutes > 59)
            return false;
        minutes = (zone[0] == '-' ? -1 : 1) * ((60 * hours) + minutes);
        return true;
    }

    // The zone says how far local time is ahead of UTC.
    private static DateTime? TryShift(DateTime local, int microseconds, int minutes)
    {
        var ticks = local.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond) - (minutes * TimeSpan.TicksPerMinute);
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks ? new DateTime(ticks, DateTimeKind.Utc) : null;
    }
}
