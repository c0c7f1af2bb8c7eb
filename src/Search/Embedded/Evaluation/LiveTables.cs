namespace Azul.Search.Embedded.Evaluation;

/// <summary>The tables of whichever generation of a catalog is live. Safe for concurrent use.</summary>
internal sealed class LiveTables(GenerationFile generations)
{
    private volatile CatalogTables? current;

    /// <summary>The tables of the generation that is live now. Who has them already goes on with them when another one becomes live.</summary>
    public CatalogTables Current()
    {
        var live = generations.Live();
        if (current is { } tables && tables.File.Path == live.Path)
            return tables;
        lock (generations)
        {
            if (current is { } others && others.File.Path == live.Path)
                return others;
            // Lets go of what is open of the old one.
            generations.List();
            return current = new(live);
        }
    }
}
