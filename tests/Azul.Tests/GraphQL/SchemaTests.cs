using System.Text.Json;
using Azul.Plugins.Catalogs;
using Azul.Gateway.GraphQL;
using Azul.GraphSchema;
using Azul.GraphSchema.Naming;
using Azul.Plugins.Metadata;
using Azul.Tests.GraphQL.Support;
using Azul.Tests.Support;
using Snapshooter.Xunit3;

namespace Azul.Tests.GraphQL;

public sealed class SchemaTests
{
    [Fact]
    public void The_file_at_the_root_is_the_schema_of_the_built_in_plugins()
    {
        var expected = GraphSchemas.Print(CatalogRegistration.MetadataPlugins);
        var actual = File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "schema.graphql"));
        Assert.True(expected == actual, "schema.graphql is out of date. Renew it: dotnet run --project src/Gateway -- schema > schema.graphql");
    }

    [Fact]
    public void The_command_prints_the_schema()
    {
        using var output = new StringWriter();
        Assert.True(SchemaCommand.Run(["schema"], output));
        Assert.Equal(GraphSchemas.Print(CatalogRegistration.MetadataPlugins), output.ToString());
        Assert.False(SchemaCommand.Run([], output));
    }

    [Fact]
    public void The_schema_of_a_plugin_is_generated_from_its_model() => Snapshot.Match(GraphSchemas.Print([new ToyPlugin()]));

    [Fact]
    public void The_schema_is_the_same_every_time() => Assert.Equal(GraphSchemas.Print(CatalogRegistration.MetadataPlugins), GraphSchemas.Print(CatalogRegistration.MetadataPlugins));

    [Fact]
    public async Task Everything_has_a_description()
    {
        await using var host = await GraphQLHost.StartAsync(ToyRepository.Catalogs(new ToyPlugin(), "toys"), []);
        var schema = await host.DataAsync("""
            { __schema { types { name description
                fields { name description args { name description } } inputFields { name description } enumValues { name description } } } }
            """);
        var undescribed = new List<string>();
        foreach (var type in schema.GetProperty("__schema").GetProperty("types").EnumerateArray().Where(t => !t.Name().StartsWith("__", StringComparison.Ordinal)))
        {
            Note(type, type.Name());
            foreach (var member in Members(type, "fields").Concat(Members(type, "inputFields")).Concat(Members(type, "enumValues")))
            {
                Note(member, $"{type.Name()}.{member.Name()}");
                foreach (var argument in Members(member, "args"))
                    Note(argument, $"{type.Name()}.{member.Name()}({argument.Name()})");
            }
        }
        Assert.Empty(undescribed);

        void Note(JsonElement element, string path)
        {
            if (string.IsNullOrWhiteSpace(element.GetProperty("description").GetString()))
                undescribed.Add(path);
        }

        static IEnumerable<JsonElement> Members(JsonElement of, string name) =>
            of.TryGetProperty(name, out var members) && members.ValueKind == JsonValueKind.Array ? members.EnumerateArray() : [];
    }

    [Fact]
    public void Dotted_names_nest_in_filters_facets_and_statistics_and_are_flat_in_sort_keys()
    {
        var schema = GraphSchemas.Print([new Adapted("Dotted", Property.Text("shelf_mark", "Where the book stands").Facet("books.shelf_mark"), Property.Integer("shelf_no", "The shelf").Field("books.shelf_no"))]);
        Assert.Contains("input DottedBooksFilter {\n  \"Where the book stands.\"\n  shelfMark: StringFilter\n  \"The shelf.\"\n  shelfNo: LongFilter\n}", schema, StringComparison.Ordinal);
        Assert.Contains("  books: DottedBooksFacets!\n", schema, StringComparison.Ordinal);
        Assert.Contains("  books: DottedBookBooksStats!\n", schema, StringComparison.Ordinal);
        Assert.Contains("  books_shelfMark\n", schema, StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_that_collide_stop_the_start_with_both_their_paths()
    {
        var error = Assert.Throws<SchemaConflictException>(() => GraphSchemas.Print([new Adapted("Twice", Property.Text("shelf", "Where the book stands").Field("TITLE-x"), Property.Text("x", "X").Field("tITLE_x"))]));
        Assert.Contains("contents.books.shelf", error.Message, StringComparison.Ordinal);
        Assert.Contains("contents.books.x", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Properties_that_collide_stop_the_start_with_both_their_paths()
    {
        var error = Assert.Throws<SchemaConflictException>(() => GraphSchemas.Print([new Adapted("Twice", Property.Text("is-lent", "A twin"))]));
        Assert.Contains("is-lent of books", error.Message, StringComparison.Ordinal);
        Assert.Contains("is_lent of books", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_cannot_take_the_name_of_a_connective()
    {
        var error = Assert.Throws<SchemaConflictException>(() => GraphSchemas.Print([new Adapted("Twice", Property.Text("not", "A word").Field("not"))]));
        Assert.Contains("TwiceFilter.not", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constants_are_not_offered() =>
        Assert.DoesNotContain("kind", GraphSchemas.Print([new Adapted("Constant", Property.Text("_kind", "Always a book"))]), StringComparison.Ordinal);

    [Fact]
    public void A_plugin_without_catalog_is_not_served()
    {
        var schema = GraphSchemas.Print(CatalogRegistration.MetadataPlugins);
        Assert.Contains("  hca(", schema, StringComparison.Ordinal);
        Assert.DoesNotContain("  toy(", schema, StringComparison.Ordinal);
    }

    [Fact]
    public void No_input_is_untyped()
    {
        var inputs = GraphSchemas.Print(CatalogRegistration.MetadataPlugins).Split("\n\n").Where(t => t.Contains("\ninput ", StringComparison.Ordinal));
        Assert.All(inputs, i => Assert.DoesNotContain("JSON", i, StringComparison.Ordinal));
    }

    /// <summary>The toy with further properties of books, under another prefix.</summary>
    private sealed class Adapted(string prefix, params Property[] more) : ToyPlugin
    {
        public override MetadataModel Model
        {
            get
            {
                var toy = new ToyPlugin().Model;
                return new(prefix, toy.Description, toy.EntityTypes, [BookType(more), .. toy.InnerTypes.Skip(1)], toy.Document, toy.Special, toy.Summary);
            }
        }
    }
}
