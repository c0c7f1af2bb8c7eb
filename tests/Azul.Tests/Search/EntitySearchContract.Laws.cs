using Azul.Search.Queries;
using Azul.Search.Results;
using Azul.Tests.Search.Differential;
using Azul.Tests.Support;

namespace Azul.Tests.Search;

public abstract partial class EntitySearchContract
{
    /// <summary>How many random queries the laws are tried on; adapters that are slow to ask may try fewer.</summary>
    protected virtual int Rounds => 150;

    /// <summary>
    /// The facet law: filtering by a term, in place of the query's own conditions on the facet's field, finds as many entities as were counted for the term.
    /// </summary>
    [Fact]
    public async Task Every_count_of_a_facet_is_what_a_filter_by_its_term_finds()
    {
        var random = new Random(Seed.Value);
        var books = new RandomBooks(random);
        await PutAsync([.. Enumerable.Range(0, 40).Select(books.Book)]);
        for (var round = 0; round < Rounds; round++)
        {
            var facets = RandomBooks.Columns.Append("accessible").Select(c => new FacetRequest(c, 100) { Sort = (TermSort)random.Next(3) }).ToArray();
            var query = Books with { Filter = books.Conjunction(), Access = books.Access(), Facets = facets };
            var result = await AskAsync(query);
            await AssertLawAsync(query, result, $"seed {Seed.Value}, round {round}: {QueryText.Of(query.Filter)} {query.Access}");
        }
    }

    [Fact]
    public async Task Hits_order_and_pages_are_those_that_looking_at_every_document_yields()
    {
        var random = new Random(Seed.Value);
        var books = new RandomBooks(random);
        var documents = Enumerable.Range(0, 50).Select(books.Book).ToArray();
        await PutAsync(documents);
        for (var round = 0; round < Rounds; round++)
        {
            if (round % 10 == 9)
            {
                var changed = random.Next(documents.Length);
                await PutAsync(documents[changed] = books.Book(changed));
            }
            var page = books.Page(null);
            page = page with { Cursor = random.Next(3) > 0 ? books.Position(page) : null };
            var query = Books with { Filter = books.Filter(), Access = books.Access(), Hits = page };
            var reference = new ReferenceSearch(documents);
            var result = await AskAsync(query);
            var context = $"seed {Seed.Value}, round {round}: {QueryText.Of(query.Filter)} {string.Join(',', page.Sort)} {page}";
            Assert.True(reference.Total(query) == result.Total, $"{context}: total {result.Total} instead of {reference.Total(query)}");
            Assert.True(string.Join(' ', reference.Page(query)) == Ids(result.Hits!), $"{context}: {Ids(result.Hits!)} instead of {string.Join(' ', reference.Page(query))}");
        }
    }

    private async Task AssertLawAsync(EntityQuery query, EntityResult result, string context)
    {
        var counted = query.Facets.Zip(result.Facets).SelectMany(f => f.Second.Terms.Select(t => (f.First.Column, t.Value, t.Count))).ToArray();
        var totals = query.Facets.Zip(result.Facets).Select(f => (f.First.Column, f.Second.Total)).ToArray();
        var questions = counted.Select(c => query with { Facets = [], Filter = Without(query.Filter, c.Column).And(Is(c.Column, c.Value)) })
            .Concat(totals.Select(t => query with { Facets = [], Filter = Without(query.Filter, t.Column) }));
        var found = await index.Search.SearchAsync([.. questions], Cancellation);
        Assert.Equal(counted.Length + totals.Length, found.Count);
        foreach (var ((column, value, count), hits) in counted.Zip(found))
            Assert.True(count == hits.Total, $"{context}: {column} {value} counts {count}, but a filter finds {hits.Total}");
        foreach (var ((column, total), hits) in totals.Zip(found.Skip(counted.Length)))
            Assert.True(total == hits.Total, $"{context}: the total of {column} is {total}, but a filter finds {hits.Total}");
    }

    private static Filter Without(Filter filter, string column) => filter switch
    {
        Filter.And and => new Filter.And([.. and.Parts.Select(p => Without(p, column))]),
        Filter.Condition condition when condition.Column == column => Filter.Everything,
        _ => filter,
    };
}
