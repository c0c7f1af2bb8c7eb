using System.Text;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Documents;
using Azul.Tests.Support;

namespace Azul.Benchmarks;

/// <summary>The toys with forty facets more.</summary>
internal sealed class WidePlugin : ToyPlugin
{
    private const int Facets = 40;

    private static readonly MetadataModel Plain = new ToyPlugin().Model;

    /// <summary>Forty facets of books, the plain ones among them.</summary>
    public static IReadOnlyList<string> FacetNames { get; } = [.. new WidePlugin().Model.Facets.Take(Facets).Select(f => f.Name)];

    public override MetadataModel Model { get; } = new(
        Plain.Prefix,
        Plain.Description,
        Plain.EntityTypes,
        [BookType([.. Enumerable.Range(0, Facets).Select(i => Property.Text($"f{i}", "A facet").Facet($"f{i}"))]), .. Plain.InnerTypes.Skip(1)],
        Plain.Document,
        Plain.Special,
        Plain.Summary);

    /// <summary>A book. Some facets have few terms, some have thousands; some entities have several, or none.</summary>
    public static AggregateDocument Document(Random random, int number, int payloadSize)
    {
        var id = $"b{number:00000000}";
        var columns = new Dictionary<string, IReadOnlyList<Value>> { ["title"] = [$"title {number:00000000}"] };
        foreach (var (index, name) in FacetNames.Index().Where(f => f.Item.StartsWith('f')))
        {
            var terms = index % 10 == 0 ? 5000 : 4 + index;
            var values = Enumerable.Range(0, index % 5 == 0 ? random.Next(4) : 1).Select(_ => (Value)$"{name}-{random.Next(terms)}").ToArray();
            if (values.Length > 0)
                columns.Add(name, values);
        }
        return new(new(Books, id), Payload(payloadSize), Payload(payloadSize), [$"s{random.Next(10)}"], columns);
    }

    /// <summary>A document of about so many bytes.</summary>
    public static byte[] Payload(int size) => Encoding.UTF8.GetBytes($"{{\"text\":\"{new string('x', size)}\"}}");
}
