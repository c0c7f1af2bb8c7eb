using Azul.GraphSchema;
using GraphQLParser.AST;

namespace Azul.Tests.GraphQL;

public sealed class ValidDocumentsTests
{
    private readonly ValidDocuments documents = new();

    [Fact]
    public void A_document_is_found_by_its_text()
    {
        var document = new GraphQLDocument([]);
        documents.Add("{ a }", document);
        Assert.Same(document, documents.Find("{ a }"));
        Assert.Null(documents.Find("{ b }"));
    }

    [Fact]
    public void What_is_asked_for_stays_and_what_is_not_is_forgotten()
    {
        documents.Add("asked for", new([]));
        documents.Add("left alone", new([]));
        for (var i = 0; i < 1000; i++)
        {
            documents.Add(Text(i), new([]));
            Assert.NotNull(documents.Find("asked for"));
        }
        Assert.Null(documents.Find("left alone"));
        Assert.InRange(Enumerable.Range(0, 1000).Count(i => documents.Find(Text(i)) is not null), 1, 999);

        static string Text(int number) => new('a', 1000 + number);
    }

    [Fact]
    public void A_document_that_is_too_large_drives_out_no_other()
    {
        documents.Add("small", new([]));
        for (var i = 0; i < 10; i++)
            documents.Add(new('a', 1_000_000 + i), new([]));
        Assert.NotNull(documents.Find("small"));
        Assert.Null(documents.Find(new('a', 1_000_000)));
    }
}
