using System.Globalization;
using System.Text.RegularExpressions;

namespace Azul.Gateway.Rest.Filters;

/// <summary>
/// The dates that the original's index understands: ISO 8601 cut off anywhere after the year, milliseconds since 1970, <c>now</c>, and arithmetic with units
/// (<c>now-1d</c>, <c>2018-03-29||+1M/d</c>). What is cut off is the least possible or, where a bound is rounded up, the greatest; but a missing month or day is always the first.
/// </summary>
internal static partial class IndexDate
{
    private const string Now = "now";

    /// <summary>Reads a date.</summary>
    /// <param name="text">The date.</param>
    /// <param name="now">The time that <c>now</c> means.</param>
    /// <param name="roundUp">Whether the last moment that the text can mean is wanted, rather than the first.</param>
    /// <param name="milliseconds">The moment, since 1970.</param>
    public static bool TryParse(string text, DateTimeOffset now, bool roundUp, out long milliseconds)
    {
        milliseconds = 0;
        var (date, arithmetic) = Split(text);
        DateTimeOffset moment;
        if (date == Now)
            moment = now;
        else if (!TryParseIso(date, roundUp, out moment))
            return arithmetic.Length == 0 && long.TryParse(date, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out milliseconds);
        if (!TryApply(arithmetic, roundUp, ref moment))
            return false;
        milliseconds = moment.ToUnixTimeMilliseconds();
        return true;
    }

    /// <summary>Whether the text is a full date and time with a fraction of a second and a zone, the only form that the original takes for equality with a date field.</summary>
    public static bool IsMoment(string text) => Iso().Match(text) is { Success: true } match && match.Groups["fraction"].Success && match.Groups["zone"].Success;

    private static (string Date, string Arithmetic) Split(string text)
    {
        if (text.StartsWith(Now, StringComparison.Ordinal))
            return (Now, text[Now.Length..]);
        var bars = text.IndexOf("||", StringComparison.Ordinal);
        return bars < 0 ? (text, "") : (text[..bars], text[(bars + 2)..]);
    }

    private static bool TryParseIso(string text, bool roundUp, out DateTimeOffset moment)
    {
        moment = default;
        var match = Iso().Match(text);
        if (!match.Success)
            return false;
        var year = Number("year", 0);
        var month = Number("month", 1);
        var day = Number("day", 1);
        var hour = Number("hour", roundUp ? 23 : 0);
        var minute = Number("minute", roundUp ? 59 : 0);
        var second = Number("second", roundUp ? 59 : 0);
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        var fraction = match.Groups["fraction"];
        var milliseconds = fraction.Success ? int.Parse(fraction.ValueSpan[..Math.Min(3, fraction.Length)], CultureInfo.InvariantCulture) : roundUp ? 999 : 0;
        for (var digits = fraction.Length; fraction.Success && digits < 3; digits++)
            milliseconds *= 10;
        var offset = match.Groups["sign"].Success ? new TimeSpan(Number("zoneHours", 0), Number("zoneMinutes", 0), 0) : TimeSpan.Zero;
        if (offset > TimeSpan.FromHours(18))
            return false;
        var utc = new DateTime(year, month, day, hour, minute, second, milliseconds, DateTimeKind.Utc);
        var ticks = utc.Ticks - (match.Groups["sign"].ValueSpan is "-" ? -offset : offset).Ticks;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
            return false;
        moment = new(ticks, TimeSpan.Zero);
        return true;

        int Number(string group, int missing) =>
            match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : missing;
    }

    private static bool TryApply(string arithmetic, bool roundUp, ref DateTimeOffset moment)
    {
        var position = 0;
        foreach (var step in Step().EnumerateMatches(arithmetic))
        {
            if (step.Index != position)
                return false;
            position += step.Length;
            var text = arithmetic.AsSpan(step.Index, step.Length);
            var unit = text[^1];
            try
            {
                if (text[0] == '/')
                    moment = Round(moment, unit, roundUp);
                else
                    moment = Add(moment, unit, text.Length == 2 ? (text[0] == '-' ? -1 : 1) : int.Parse(text[..^1], CultureInfo.InvariantCulture));
            }
            catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
            {
                return false;
            }
        }
        return position == arithmetic.Length;
    }

    private static DateTimeOffset Round(DateTimeOffset moment, char unit, bool roundUp)
    {
        var start = unit switch
        {
            'y' => new(moment.Year, 1, 1, 0, 0, 0, TimeSpan.Zero),
            'M' => new(moment.Year, moment.Month, 1, 0, 0, 0, TimeSpan.Zero),
            'w' => new DateTimeOffset(moment.UtcDateTime.Date, TimeSpan.Zero).AddDays(-(((int)moment.DayOfWeek + 6) % 7)),
            'd' => new(moment.UtcDateTime.Date, TimeSpan.Zero),
            'h' or 'H' => new(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerHour), TimeSpan.Zero),
            'm' => new(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero),
            _ => new DateTimeOffset(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero),
        };
        return roundUp ? Add(start, unit, 1).AddMilliseconds(-1) : start;
    }

    private static DateTimeOffset Add(DateTimeOffset moment, char unit, int count) => unit switch
    {
        'y' => moment.AddYears(count),
        'M' => moment.AddMonths(count),
        'w' => moment.AddDays(7.0 * count),
        'd' => moment.AddDays(count),
        'h' or 'H' => moment.AddHours(count),
        'm' => moment.AddMinutes(count),
        _ => moment.AddSeconds(count),
    };

    [GeneratedRegex(
        @"\A(?<year>[0-9]{4})(-(?<month>[0-9]{2})(-(?<day>[0-9]{2})(T((?<hour>[0-9]{2})(:(?<minute>[0-9]{2})(:(?<second>[0-9]{2})([.,](?<fraction>[0-9]{1,9}))?)?)?" +
        @"(?<zone>Z|(?<sign>[+-])(?<zoneHours>[0-9]{2})(:?(?<zoneMinutes>[0-9]{2}))?)?)?)?)?)?\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Iso();

    [GeneratedRegex(@"[+-][0-9]*[yMwdhHms]|/[yMwdhHms]")]
    private static partial Regex Step();
}
