using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;
using Azul.Tests.Support;

namespace Azul.Tests.Indexer.Support;

/// <summary>Bundles of the toy domain.</summary>
internal static class ToyBundles
{
    public static SourceRef Source { get; } = new("5a1e0b2c-0000-4000-8000-000000000001", "shelf:/0");

    /// <summary>A bundle with a library and books; what is said of them depends on bundle and version.</summary>
    public static Bundle Of(string uuid, string version, string library, params IReadOnlyList<string> books)
    {
        var contents = JsonSerializer.SerializeToElement(new Dictionary<string, object>
        {
            [ToyPlugin.Books] = books.Select(id => new Dictionary<string, object?>
            {
                ["document_id"] = id,
                ["title"] = $"Book {id[..4]} of {version}",
                ["subjects"] = new[] { "moons", $"shelf {uuid[..2]}" },
                ["pages"] = 100 + (id[0] % 10),
                ["price"] = null,
                ["is_lent"] = id[0] % 2 == 0,
                ["published"] = "2001-01-01T00:00:00.000000Z",
                ["awards"] = Array.Empty<object>(),
                ["loan_period"] = new { value = "2", unit = "weeks" },
                ["reading_age"] = new[] { 3, 99 },
                ["formats"] = new { paper = 1 },
                ["chapters"] = Array.Empty<object>(),
            }),
            ["authors"] = new[] { new { document_id = Id(9, uuid[0]), name = $"Author {uuid[..2]}", country = "Utopia" } },
            [ToyPlugin.Libraries] = new[] { new { document_id = library, name = $"Library {library[..4]}", city = $"City {version}" } },
        });
        return new(new(new(uuid, version), Source), "toy", new Dictionary<string, BundlePart> { ["contents"] = new(contents) });
    }

    /// <summary>A contribution of some bundle to a book.</summary>
    public static StoredContribution ContributionTo(EntityReference book) => new(
        book, new(Id(1, 1), Version(1)), Source, false, ValueJson.Serialize(new Entity((ToyPlugin.Books, Value.List((Value)new Entity(("document_id", book.EntityId)))))));

    /// <summary>A UUID made of a kind and a number.</summary>
    public static string Id(int kind, int number) => $"{number:x8}-0000-4000-8000-{kind:x12}";

    public static string Version(int number) => $"20{number:00}-01-01T00:00:00.000000Z";
}
