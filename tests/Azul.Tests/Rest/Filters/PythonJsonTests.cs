using Azul.Gateway.Rest.Python;

namespace Azul.Tests.Rest.Filters;

/// <summary>JSON and other texts as the original reads and writes them.</summary>
public sealed class PythonJsonTests
{
    [Theory]
    [InlineData("{\"a\": [1, -2.5, 1e3, true, false, null, \"x\"]}", "{\"a\": [1, -2.5, 1000.0, true, false, null, \"x\"]}")]
    [InlineData("{\"a\":1,\"b\":2,\"a\":3}", "{\"a\": 3, \"b\": 2}")]
    [InlineData("[NaN, Infinity, -Infinity]", "[NaN, Infinity, -Infinity]")]
    [InlineData(" [ ] ", "[]")]
    [InlineData("\"\\u00e9\\n\\ud800\"", "\"\\u00e9\\n\\ud800\"")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("1e400", "Infinity")]
    public void What_the_original_reads_is_read(string text, string written)
    {
        Assert.True(PythonJson.TryParse(text, out var value));
        Assert.Equal(written, PythonJson.Serialize(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("[1,]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{'a':1}")]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("+1")]
    [InlineData("-")]
    [InlineData("tru")]
    [InlineData("\"\t\"")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("\"")]
    [InlineData("1 2")]
    [InlineData("nan")]
    public void What_it_does_not_read_is_refused(string text) => Assert.False(PythonJson.TryParse(text, out _));

    [Fact]
    public void Deep_nesting_is_refused() => Assert.False(PythonJson.TryParse(new string('[', 100_000), out _));

    [Theory]
    [InlineData("a", "'a'")]
    [InlineData("a'b", "\"a'b\"")]
    [InlineData("a\"b", "'a\"b'")]
    [InlineData("a'\"b", "'a\\'\"b'")]
    [InlineData("\\\n\t\u0001\u007f\u00a0", "'\\\\\\n\\t\\x01\\x7f\\xa0'")]
    [InlineData("é中😀", "'é中😀'")]
    [InlineData("\u200b\ufffe", "'\\u200b\\ufffe'")]
    public void Strings_are_quoted_as_in_the_original(string text, string quoted) => Assert.Equal(quoted, PythonText.Quoted(text));

    [Fact]
    public void Tuples_and_sets_are_rendered_as_in_the_original()
    {
        Assert.Equal("('a',)", PythonText.Tuple("a"));
        Assert.Equal("('a', 'b')", PythonText.Tuple("a", "b"));
        Assert.Equal("{'a', 'b'}", PythonText.Set(["b", "a"]));
    }
}
