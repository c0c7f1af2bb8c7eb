using Azul.Plugins.Documents;

namespace Azul.Tests.Plugins;

public sealed class StrataTextTests
{
    [Theory]
    [InlineData("organ=heart", "organ=heart")]
    [InlineData("organ=heart,blood;stage=adult", "organ=heart;stage=adult|organ=blood;stage=adult")]
    [InlineData("organ=heart\nstage=adult,child", "organ=heart|stage=adult|stage=child")]
    [InlineData("organ=heart,heart", "organ=heart")]
    [InlineData("", "")]
    [InlineData("what is this", "")]
    [InlineData("organ=heart;stage", "")]
    public void Points_are_the_combinations_of_values(string text, string points) =>
        Assert.Equal(points, string.Join('|', StrataText.Points(text).Select(p => string.Join(';', p.Select(v => $"{v.Key}={v.Value}")))));

    [Fact]
    public void Points_are_counted_without_being_made_and_never_more_than_the_limit_of_them_is_made()
    {
        var text = string.Join(';', "abcdefghijklmnopqrst".Select(dimension => $"{dimension}={string.Join(',', Enumerable.Range(0, 1000))}"));
        Assert.Equal(1e60, StrataText.Count(text), 1e50);
        Assert.Equal(StrataText.MaxPoints, StrataText.Points(text).Count());
    }
}
