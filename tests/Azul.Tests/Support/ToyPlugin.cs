using System.Text.Json;
using Azul.Plugins.Aggregation;
using Azul.Plugins.Documents;
using Azul.Plugins.Hits;
using Azul.Plugins.Metadata;
using Azul.Plugins.Repositories;

namespace Azul.Tests.Support;

/// <summary>
/// A metadata plugin for tests that need one but no real domain: books and the libraries that have them. It is small, and yet has a property of every type and an inner entity type in every form.
/// </summary>
/// <remarks>A bundle has one part, <c>contents</c>: for each inner entity type a list of entities, as contributions hold them. Each book and each library in it gets a contribution.</remarks>
internal class ToyPlugin : IMetadataPlugin
{
    public const string Books = "books";
    public const string Libraries = "libraries";

    public virtual string Name => "toy";

    public string BundleKind => "toy";

    public virtual MetadataModel Model { get; } = new(
        "Toy",
        "Books, who wrote them and where they are",
        [
            new(Books, "book", "A copy of a book", [new(Books, InnerForm.Own), new("authors", InnerForm.Items), new(Libraries, InnerForm.Groups)])
            {
                Exposure = new("title"),
            },
            new(Libraries, "library", "A library", [new(Libraries, InnerForm.Own), new(Books, InnerForm.Groups), new("authors", InnerForm.Groups)])
            {
                Exposure = new("libraryName"),
                IsHub = true,
            },
        ],
        [BookType(), AuthorType, LibraryType],
        [
            new(Property.Text("entity_id", "The id of the entity").NotNull().Field("entryId")),
            new(Property.Text("id", "The id of a source of the entity").NotNull().Facet("sourceId"), "sources"),
            new(Property.Text("spec", "The specification of a source of the entity").NotNull().Field("sourceSpec"), "sources"),
            new(Property.Text("uuid", "The id of a bundle of the entity").NotNull().Field("bundleUuid"), "bundles"),
            new(Property.Text("version", "The version of a bundle of the entity").NotNull().Field("bundleVersion").RestDate(Books, Libraries), "bundles"),
            new(Property.Integer("page_count", "The number of pages of all books").Field("pageCount")),
        ],
        new("entryId", "sourceId", "sourceSpec", "bundleUuid", "bundleVersion"),
        [
            new("bookCount", "Number of books", new SummaryMeasure.Count(Books)),
            new("libraryCount", "Number of libraries", new SummaryMeasure.Count(Libraries)),
            new("totalPages", "Number of pages of all books", new SummaryMeasure.Sum(Books, "pages")),
            new("authorCount", "Number of authors", new SummaryMeasure.DistinctCount(Books, "authorName")),
            new("subjects", "Subjects, the most common ones first", new SummaryMeasure.Terms(Books, "subject")),
        ]);

    /// <summary>The book's properties, of which there is at least one of every type.</summary>
    public static InnerEntityType BookType(params Property[] more) => new(Books, "book", "A copy of a book",
    [
        Property.Text("document_id", "The id of the book").NotNull().Facet("bookId"),
        Property.Text("title", "The title").Facet("title"),
        Property.Text("subjects", "What the book is about").List().Facet("subject"),
        Property.Integer("pages", "The number of pages").Accumulate(Accumulation.Set()).Facet("pages"),
        Property.Number("price", "The price").Facet("price"),
        Property.Flag("is_lent", "Whether somebody has borrowed the book").Facet("isLent"),
        Property.Date("published", "When the book was published").Facet("published"),
        Property.Composite("awards", "Prizes that the book was given", Property.Text("prize", "The prize"), Property.Integer("year", "The year")).List().Facet("award"),
        Property.Composite("loan_period", "For how long the book is lent", Property.Text("value", "How many"), Property.Text("unit", "Of what")).Facet("loanPeriod"),
        Property.Range("reading_age", "The age of readers, in years").Field("readingAge"),
        Property.Counts("formats", "The number of copies by format").Facet("format"),
        Property.Entities("chapters", "The chapters", Property.Text("heading", "The heading"), Property.Integer("first_page", "The first page")),
        Property.Integer("weight", "The weight in grams").Optional().Indexed("book-weight"),
        .. more,
    ]);

    public HitShape HitOf(EntityType entityType) => new ToyHit(entityType.Name);

    public IBundleTransformation Transform(Bundle bundle) => new Transformation(bundle);

    public Entity Reconcile(string innerType, VersionedEntity current, VersionedEntity other) =>
        string.CompareOrdinal(other.BundleVersion, current.BundleVersion) > 0 ? other.Entity : current.Entity;

    public Entity SumsOf(EntityType entityType, Entity contents) => new(("page_count", contents[Books].Elements
        .Where(b => b.Kind == ValueKind.Entity)
        .SelectMany(b => b.AsEntity["pages"].Elements)
        .Sum(p => p.Kind == ValueKind.Long ? p.AsLong : 0)));

    private static InnerEntityType AuthorType { get; } = new("authors", "author", "Somebody who wrote a book",
    [
        Property.Text("document_id", "The id of the author").NotNull(),
        Property.Text("name", "The name").Facet("authorName"),
        Property.Text("country", "Where the author is from").Facet("country"),
    ])
    {
        GroupBy = ["country"],
    };

    private static InnerEntityType LibraryType { get; } = new(Libraries, "library", "A library",
    [
        Property.Text("document_id", "The id of the library").NotNull().Field("libraryId"),
        Property.Text("name", "The name").Facet("libraryName"),
        Property.Text("city", "Where it is").Facet("city"),
    ]);

    /// <summary>Shows the id, the title or name, and both gaps.</summary>
    private sealed record ToyHit(string EntityType) : HitShape
    {
        public override void Write(Entity document, HitWriter writer)
        {
            writer.Json.WriteStartObject();
            writer.Json.WriteString("entryId", document["entity_id"].AsString);
            writer.Json.WritePropertyName("accessible");
            writer.WriteAccessible();
            writer.Json.WritePropertyName("url");
            writer.WriteFileUrl(document["entity_id"].AsString, "1", hasDrsUri: true);
            writer.Json.WritePropertyName(EntityType);
            ValueJson.Write(writer.Json, document["contents"].Kind == ValueKind.Entity ? document["contents"].AsEntity[EntityType] : Value.Null);
            writer.Json.WriteEndObject();
        }

        public override void WriteSchema(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "object");
            writer.WriteEndObject();
        }
    }

    private sealed class Transformation(Bundle bundle) : IBundleTransformation
    {
        private static readonly string[] OuterTypes = [Books, Libraries];

        private readonly Entity contents = ValueJson.FromElement(bundle.Part("contents").Document).AsEntity;

        public int Estimate(BundlePartition partition) => Outer(partition).Count();

        public IEnumerable<Contribution> Contributions(BundlePartition partition, bool deleted) =>
            Outer(partition).Select(o => new Contribution(o.Reference, bundle.Id.Fqid, bundle.Id.Source, deleted, contents.With(o.Reference.EntityType, Value.List(o.Entity))));

        // Every book leads to its authors, and to itself; libraries are hubs, so that every book does.
        public IEnumerable<Replica> Replicas(BundlePartition partition)
        {
            var books = Outer(partition).Where(o => o.Reference.EntityType == Books).Select(o => o.Reference.EntityId).Order(StringComparer.Ordinal).ToArray();
            foreach (var (type, entities) in contents)
            {
                foreach (var entity in entities.Elements)
                {
                    var json = ValueJson.Serialize(entity);
                    var id = entity.AsEntity["document_id"].AsString;
                    var hubs = type == Books ? books.Where(b => b == id) : type == Libraries ? [] : books;
                    yield return new(new(type.TrimEnd('s'), id), CanonicalJson.Hash(JsonElement.Parse(json)), json, [.. hubs]);
                }
            }
        }

        private IEnumerable<(EntityReference Reference, Entity Entity)> Outer(BundlePartition partition) =>
            from type in OuterTypes
            from entity in contents[type].Elements
            where entity.Kind == ValueKind.Entity
            let id = entity.AsEntity["document_id"].AsString
            where partition.Contains(id)
            select (new EntityReference(type, id), entity.AsEntity);
    }
}
