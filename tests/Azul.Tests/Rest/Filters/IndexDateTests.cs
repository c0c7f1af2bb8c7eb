using System.Globalization;
using Azul.Gateway.Rest.Filters;

namespace Azul.Tests.Rest.Filters;

/// <summary>The dates that the original's index understands (<c>spec/service.md</c>, addendum 1).</summary>
public sealed class IndexDateTests
{
    private static readonly DateTimeOffset Now = new(2024, 5, 15, 13, 14, 15, 16, TimeSpan.Zero);

    [Theory]
    [InlineData("2018-03-29T15:43:19.834528Z", "2018-03-29T15:43:19.834Z", "2018-03-29T15:43:19.834Z")]
    [InlineData("2018-03-29T15:43:19.8", "2018-03-29T15:43:19.800Z", "2018-03-29T15:43:19.800Z")]
    [InlineData("2018-03-29T15:43:19Z", "2018-03-29T15:43:19.000Z", "2018-03-29T15:43:19.999Z")]
    [InlineData("2018-03-29T15:43", "2018-03-29T15:43:00.000Z", "2018-03-29T15:43:59.999Z")]
    [InlineData("2018-03-29T15", "2018-03-29T15:00:00.000Z", "2018-03-29T15:59:59.999Z")]
    [InlineData("2018-03-29", "2018-03-29T00:00:00.000Z", "2018-03-29T23:59:59.999Z")]
    [InlineData("2018-03", "2018-03-01T00:00:00.000Z", "2018-03-01T23:59:59.999Z")]
    [InlineData("2018", "2018-01-01T00:00:00.000Z", "2018-01-01T23:59:59.999Z")]
    [InlineData("2018-03-29T15:43:19.000000+02:00", "2018-03-29T13:43:19.000Z", "2018-03-29T13:43:19.000Z")]
    [InlineData("2018-03-29T15:43:19.000-0130", "2018-03-29T17:13:19.000Z", "2018-03-29T17:13:19.000Z")]
    [InlineData("0", "1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00.000Z")]
    [InlineData("1522338199834", "2018-03-29T15:43:19.834Z", "2018-03-29T15:43:19.834Z")]
    [InlineData("now", "2024-05-15T13:14:15.016Z", "2024-05-15T13:14:15.016Z")]
    [InlineData("now-1d", "2024-05-14T13:14:15.016Z", "2024-05-14T13:14:15.016Z")]
    [InlineData("now/d", "2024-05-15T00:00:00.000Z", "2024-05-15T23:59:59.999Z")]
    [InlineData("now/w", "2024-05-13T00:00:00.000Z", "2024-05-19T23:59:59.999Z")]
    [InlineData("now+M/M", "2024-06-01T00:00:00.000Z", "2024-06-30T23:59:59.999Z")]
    [InlineData("2018-03-29||+1y-2h", "2019-03-28T22:00:00.000Z", "2019-03-29T21:59:59.999Z")]
    public void A_date_is_a_moment_or_the_span_of_what_is_cut_off(string text, string first, string last)
    {
        Assert.True(IndexDate.TryParse(text, Now, roundUp: false, out var from));
        Assert.True(IndexDate.TryParse(text, Now, roundUp: true, out var to));

        Assert.Equal((first, last), (Iso(from), Iso(to)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("18")]
    [InlineData("2018-3-29", false)]
    [InlineData("2018-13-01")]
    [InlineData("2018-02-30")]
    [InlineData("2018-03-29t15:43:19z")]
    [InlineData("2018-03-29T25:00:00Z")]
    [InlineData("2018-03-29 15:43:19")]
    [InlineData("0000-01-01")]
    [InlineData("2018-03-29Z")]
    [InlineData("now1d")]
    [InlineData("now-1x")]
    [InlineData("now+99999999999y")]
    [InlineData("9999-12-31T23:59:59-18:00")]
    public void What_is_no_date_is_not_taken_for_one(string text, bool mayBeNumber = true)
    {
        // A number that is no year is milliseconds.
        if (mayBeNumber && long.TryParse(text, CultureInfo.InvariantCulture, out var number))
            Assert.True(IndexDate.TryParse(text, Now, roundUp: false, out var milliseconds) && milliseconds == number);
        else
            Assert.False(IndexDate.TryParse(text, Now, roundUp: false, out _));
    }

    [Theory]
    [InlineData("2018-03-29T15:43:19.834528Z", true)]
    [InlineData("2018-03-29T15:43:19.8+02:00", true)]
    [InlineData("2018-03-29T15:43:19Z", false)]
    [InlineData("2018-03-29T15:43:19.834", false)]
    [InlineData("now", false)]
    public void Equality_with_a_date_field_takes_full_dates_only(string text, bool isMoment) => Assert.Equal(isMoment, IndexDate.IsMoment(text));

    private static string Iso(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
