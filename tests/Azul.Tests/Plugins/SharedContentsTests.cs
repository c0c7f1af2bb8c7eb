using System.Text;
using System.Text.Json;
using Azul.Plugins.Aggregation;
using Azul.Plugins.Documents;
using Azul.Tests.Support;

namespace Azul.Tests.Plugins;

public sealed class SharedContentsTests
{
    private static readonly string Long = new('x', 200);

    [Fact]
    public void What_says_the_same_is_one_object()
    {
        var shared = new SharedContents();
        var first = shared.Read(Utf8($$"""{"books":[{"title":"{{Long}}"},{"title":"a"}],"authors":[]}"""));
        var second = shared.Read(Utf8($$"""{"books":[{"title":"b"},{"title":"{{Long}}"}]}"""));
        Assert.Same(first["books"].AsList[0].AsEntity, second["books"].AsList[1].AsEntity);
        Assert.Equal("b", second["books"].AsList[0].AsEntity["title"]);
    }

    [Fact]
    public void What_differs_by_a_byte_is_not()
    {
        var shared = new SharedContents();
        var first = shared.Read(Utf8($$"""{"books":[{"title":"{{Long}}1"}]}"""));
        var second = shared.Read(Utf8($$"""{"books":[{"title":"{{Long}}2"}]}"""));
        Assert.Equal($"{Long}1", first["books"].AsList[0].AsEntity["title"]);
        Assert.Equal($"{Long}2", second["books"].AsList[0].AsEntity["title"]);
    }

    [Fact]
    public void One_entity_in_two_inner_types_is_aggregated_as_each_of_them()
    {
        var shared = new SharedContents();
        var model = new ToyPlugin().Model;
        var entity = shared.Read(Utf8($$"""{"books":[{"document_id":"1","title":"{{Long}}","name":"{{Long}}"}]}"""))["books"].AsList[0].AsEntity;
        foreach (var type in model.InnerTypes)
            Assert.Equal(InnerEntityAggregation.Aggregate(type, [entity]), shared.Aggregate(type, entity));
    }

    [Fact]
    public void Contents_are_read_as_any_JSON_is_however_much_is_remembered()
    {
        var shared = new SharedContents();
        var writer = new ContentsWriter();
        var random = new Random(Seed.Value);
        for (var i = 0; i < 2000; i++)
        {
            var contents = new Entity(("books", Value.List(Enumerable.Range(0, random.Next(4)).Select(_ => (Value)Drawn(random)))), ("authors", Value.List((Value)Drawn(random))));
            var json = ValueJson.Serialize(contents);
            var read = shared.Read(json);
            Assert.True(contents.Equals(read), $"AZUL_SEED={Seed.Value}, {i}");
            Assert.Equal(json, writer.Serialize(read));
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("""{"books":{}}""")]
    [InlineData("""{"books":[]} {}""")]
    [InlineData("""{"books":[{"title":""")]
    public void What_are_no_contents_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => new SharedContents().Read(Utf8(json)));

    // Of a few, so that they repeat, and large, so that not all are remembered.
    private static Entity Drawn(Random random)
    {
        var kind = random.Next(400);
        return new(("title", $"{kind} {Long}é\"😀"), ("pages", kind), ("text", new string('y', kind * 40)), ("inner", new Entity(("a", Value.List(1L, 2.5, Value.Null)))));
    }

    private static byte[] Utf8(string json) => Encoding.UTF8.GetBytes(json);
}
