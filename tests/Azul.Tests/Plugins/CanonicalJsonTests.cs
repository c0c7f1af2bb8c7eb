using System.Text;
using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Tests.Plugins;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b" : 1, "a" : [ true , null ], "": {} }""", """{"":{},"a":[true,null],"b":1}""")]
    [InlineData("""{"a": 1, "b": 2, "a": 3}""", """{"a":3,"b":2}""")]
    [InlineData("""["\u00e9", "😀", "\u007f", "</&'+>"]""", """["\u00e9","\ud83d\ude00","\u007f","</&'+>"]""")]
    [InlineData("""["\n\r\t\b\f\u0001\"\\"]""", """["\n\r\t\b\f\u0001\"\\"]""")]
    [InlineData("""{"\uffff": 1, "😀": 2, "z": 3}""", """{"z":3,"\uffff":1,"\ud83d\ude00":2}""")]
    [InlineData("""{"b": 1, "a": 2, "\u0062": 3}""", """{"a":2,"b":3}""")]
    [InlineData("""{"\u0061\"": 1, "a": 2}""", """{"a":2,"a\"":1}""")]
    [InlineData("[1, 12345678901234567890123, -0]", "[1,12345678901234567890123,0]")]
    [InlineData("[1.0, 1e2, 1E-5, 0.1, -0.0, 1e16, 123456789.125]", "[1.0,100.0,1e-05,0.1,-0.0,1e+16,123456789.125]")]
    public void Text_is_compact_sorted_and_ASCII(string json, string expected) => Assert.Equal(expected, CanonicalJson.Serialize(JsonElement.Parse(json)));

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(300)]
    public void Keys_are_sorted_and_the_last_of_equal_ones_counts_however_many_there_are(int count)
    {
        var keys = Enumerable.Range(0, count).Select(i => $"k{i * 7919 % count:000}").ToArray();
        var json = $$"""{{{string.Join(", ", keys.Append(keys[0]).Select((k, i) => $"\"{k}\": {i}"))}}}""";
        var last = keys.Select((k, i) => (k, i)).ToDictionary(p => p.k, p => p.i == 0 ? count : p.i);
        var expected = $$"""{{{string.Join(",", last.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"\"{p.Key}\":{p.Value}"))}}}""";
        Assert.Equal(expected, CanonicalJson.Serialize(JsonElement.Parse(json)));
    }

    [Theory]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1e22, "1e+22")]
    [InlineData(1e23, "1e+23")]
    [InlineData(1.0000000000000001e23, "1.0000000000000001e+23")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00012345, "0.00012345")]
    [InlineData(0.00001234, "1.234e-05")]
    [InlineData(-1234.5678, "-1234.5678")]
    [InlineData(9007199254740993.0, "9007199254740992.0")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    public void Numbers_are_written_as_Python_writes_them(double number, string expected) => Assert.Equal(expected, CanonicalJson.PythonFloat(number));

    [Fact]
    public void The_hash_is_that_of_the_text()
    {
        var expected = Convert.ToHexStringLower(System.Security.Cryptography.SHA1.HashData(Encoding.ASCII.GetBytes("""{"a":[1,2.0,"\u00e9"]}""")));
        Assert.Equal(expected, CanonicalJson.Hash(JsonElement.Parse("""{"a": [1, 2.0, "é"]}""")));
    }

    [Fact]
    public void Integers_stay_integers_when_documents_are_read_and_written()
    {
        var json = """{"a":1,"b":1.0,"c":-9223372036854775808,"d":0.5}"""u8;
        Assert.Equal(ValueKind.Long, ValueJson.Parse(json).AsEntity["a"].Kind);
        Assert.Equal(json, ValueJson.Serialize(ValueJson.Parse(json)));
        Assert.Equal(ValueKind.Long, ValueJson.FromElement(JsonElement.Parse(json)).AsEntity["c"].Kind);
    }
}
