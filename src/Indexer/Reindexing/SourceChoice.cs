using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Plugins.Naming;
using Azul.Plugins.Repositories;

namespace Azul.Indexer.Reindexing;

/// <summary>Finds the sources that a selection means (<c>spec/indexer.md</c> §7.1).</summary>
internal sealed class SourceChoice(CatalogList catalogs)
{
    private const int MaxPrefix = 8;
    private const int MaxListed = 10;

    /// <summary>The chosen sources, each with at least one part.</summary>
    /// <param name="selection">What is selected.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="unused">Told about patterns that match no source, while others do.</param>
    /// <exception cref="ReindexingException">The selection names what does not exist, or selects nothing.</exception>
    public async Task<IReadOnlyList<ChosenSource>> FindAsync(ReindexSelection selection, CancellationToken cancellation, Action<string>? unused = null)
    {
        var chosen = new List<ChosenSource>();
        var specs = new List<string>();
        var patterns = new SourcePatterns(selection.Sources);
        CheckPrefix(selection.Prefix);
        foreach (var catalog in Catalogs(selection.Catalogs))
        {
            var sources = await catalog.Repository.ListSourcesAsync(cancellation);
            specs.AddRange(sources.Select(s => s.Spec));
            chosen.AddRange(sources.Where(s => patterns.Match(s.Spec)).Select(s => new ChosenSource(catalog, s, PartsOf(s, selection))));
        }
        chosen.RemoveAll(c => c.Parts.Count == 0);
        if (chosen.Count == 0)
            throw None(patterns, specs, selection.Prefix.Length == 0 ? "" : $" with bundles whose UUIDs start with '{selection.Prefix}'");
        foreach (var pattern in patterns.Unused)
            unused?.Invoke(pattern);
        return chosen;
    }

    /// <summary>The catalogs of these names, each once; all that are not internal where there are no names.</summary>
    /// <exception cref="ReindexingException">There is no such catalog.</exception>
    public IReadOnlyList<Catalog> Catalogs(IReadOnlyList<string> names) => names.Count == 0
        ? [.. catalogs.Where(c => !c.IsInternal)]
        : [.. names.Distinct().Select(Catalog)];

    /// <summary>The catalog of that name, or the default one.</summary>
    /// <exception cref="ReindexingException">There is no such catalog.</exception>
    public Catalog Catalog(string? name) => name is null
        ? catalogs.Default
        : catalogs.Find(name)
            ?? throw new ReindexingException("CATALOG_UNKNOWN", $"there is no catalog '{name}', only {NearestNames.Listing(name, catalogs.Select(c => c.Name))}");

    /// <summary>The error that patterns match none of the sources.</summary>
    public static ReindexingException None(SourcePatterns patterns, IEnumerable<string> specs, string condition = "")
    {
        var listing = NearestNames.Listing(patterns.ToString(), specs).Split(", ");
        var more = listing.Length > MaxListed ? $" and {listing.Length - MaxListed} more" : "";
        return new("SOURCES_NONE", $"no source matches '{patterns}'{condition}: there are {string.Join(", ", listing.Take(MaxListed))}{more}");
    }

    private static void CheckPrefix(string prefix)
    {
        if (prefix.Length > MaxPrefix || !prefix.All(char.IsAsciiHexDigitLower))
            throw new ReindexingException("PREFIX_INVALID", $"the prefix '{prefix}' is not made of up to {MaxPrefix} lower-case hexadecimal digits");
    }

    private static string[] PartsOf(SourceRef source, ReindexSelection selection)
    {
        var prefix = SourceSpec.Parse(source.Spec).Prefix ?? new("", 0);
        if (selection.PartitionLength is { } length)
        {
            if (length < 0 || prefix.Common.Length + length > MaxPrefix)
            {
                throw new ReindexingException(
                    "PARTITION_INVALID", $"the partition length {length} is not between 0 and {MaxPrefix - prefix.Common.Length}, which the source '{source.Spec}' allows");
            }
            prefix = prefix with { Partition = length };
        }
        var selected = selection.Prefix;
        return
        [
            .. prefix.Parts()
                .Where(part => part.StartsWith(selected, StringComparison.Ordinal) || selected.StartsWith(part, StringComparison.Ordinal))
                .Select(part => part.Length >= selected.Length ? part : selected)
        ];
    }
}
