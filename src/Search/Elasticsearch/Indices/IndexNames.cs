using System.Globalization;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Naming;

namespace Azul.Search.Elasticsearch.Indices;

/// <summary>
/// What indices and aliases are called. Everybody speaks to aliases: <c>{prefix}.{catalog}.{kind}</c> is on the live generation, <c>{prefix}.{catalog}.{number}.{kind}</c> on one by number, so that a
/// write can insist on an alias and never makes an index. The index itself is <c>{prefix}.{catalog}.{number}.{kind}.index</c>. Neither prefixes nor names of catalogs have dots in them, so no two
/// names are alike.
/// </summary>
internal sealed class IndexNames(ElasticsearchOptions options, CatalogList catalogs)
{
    public static IReadOnlyList<IndexKind> Kinds { get; } = Enum.GetValues<IndexKind>();

    /// <summary>The alias of what all processes share.</summary>
    public string State => $"{options.Prefix}.state";

    /// <summary>The index of what all processes share.</summary>
    public string StateIndex => $"{options.Prefix}.state.index";

    /// <summary>The alias to read and write a generation by.</summary>
    public string Alias(GenerationRef generation, IndexKind kind) => generation.Number is { } number
        ? string.Create(CultureInfo.InvariantCulture, $"{options.Prefix}.{generation.Catalog}.{number}.{Word(kind)}")
        : $"{options.Prefix}.{generation.Catalog}.{Word(kind)}";

    /// <summary>The index of a generation.</summary>
    public string Index(string catalog, long number, IndexKind kind) => $"{Alias(new(catalog, number), kind)}.index";

    /// <summary>A pattern that fits all indices of a catalog and nothing else.</summary>
    public string AllIndices(string catalog) => $"{options.Prefix}.{catalog}.*.index";

    /// <summary>The number of the generation that an index of a catalog belongs to; null where it is none.</summary>
    public long? NumberIn(string catalog, string index)
    {
        var start = $"{options.Prefix}.{catalog}.";
        if (!index.StartsWith(start, StringComparison.Ordinal) || index[start.Length..].Split('.') is not [var number, _, "index"])
            return null;
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
    }

    /// <summary>The catalog of this name.</summary>
    /// <exception cref="StoreException">There is none.</exception>
    public Catalog Catalog(string name) => catalogs.Find(name)
        ?? throw new StoreException("UNKNOWN_CATALOG", $"There is no catalog '{name}'{NearestNames.Hint(name, catalogs.Select(c => c.Name))}");

    private static string Word(IndexKind kind) => kind switch
    {
        IndexKind.Contributions => "contributions",
        IndexKind.Aggregates => "aggregates",
        _ => "replicas",
    };
}
