using System.Xml.Linq;
using Azul.Tests.Support;

namespace Azul.Tests.Architecture;

/// <summary>The rooms of the house and the direction of the doors between them (ARCHITECTURE.md).</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Plugins"] = [],
        ["Search"] = ["Plugins"],
        ["Schema"] = ["Plugins", "Search"],
        ["Indexer"] = ["Plugins", "Search"],
        ["Gateway"] = ["Plugins", "Search", "Schema", "Indexer"],
    };

    [Fact]
    public void Every_room_is_known() =>
        Assert.Equal(MayUse.Keys.Order(), Directory.GetDirectories(Source).Select(Path.GetFileName).Order());

    [Fact]
    public void Arrows_point_one_way()
    {
        foreach (var (room, allowed) in MayUse)
        {
            var project = XDocument.Load(Path.Combine(Source, room, $"Azul.{room}.csproj"));
            var references = project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)["Azul.".Length..]);
            Assert.True(references.All(allowed.Contains), $"{room} may use {string.Join(", ", allowed)}, but refers to {string.Join(", ", references)}");
        }
    }

    [Theory]
    [InlineData("GraphQL", "src/Schema", "src/Gateway/GraphQL")]
    [InlineData("Microsoft.Data.Sqlite", "src/Search/Embedded", "src/Indexer/Queues/Sqlite")]
    [InlineData("Elastic", "src/Search/Elasticsearch")]
    [InlineData("Polly", "src/Plugins/Repositories/Tdr/Services", "src/Search/Elasticsearch/Transport")]
    [InlineData("Amazon", "src/Indexer/Queues/Sqs")]
    public void The_types_of_a_library_stay_in_their_room(string library, params string[] rooms)
    {
        var strangers = Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !rooms.Any(room => Relative(file).StartsWith(room + "/", StringComparison.Ordinal)))
            .Where(file => File.ReadLines(file).Any(line => IsUsing(line, library)))
            .Select(Relative);
        Assert.Empty(strangers);
    }

    private static string Source => Path.Combine(SharedFiles.RepositoryRoot, "src");

    private static string Relative(string file) => Path.GetRelativePath(SharedFiles.RepositoryRoot, file).Replace('\\', '/');

    private static bool IsUsing(string line, string library) =>
        line.StartsWith($"using {library};", StringComparison.Ordinal) || line.StartsWith($"using {library}.", StringComparison.Ordinal);
}
