namespace Azul.Indexer.Reindexing;

/// <summary>Which bundles are to be indexed.</summary>
public sealed record ReindexSelection
{
    /// <summary>The names of the catalogs; all that are not internal unless set.</summary>
    public IReadOnlyList<string> Catalogs { get; init; } = [];

    /// <summary>Patterns with <c>*</c> and <c>?</c> that the specifications of sources must match; all sources unless set.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>What the UUIDs of the bundles start with.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>How many hexadecimal digits tell the parts apart in which sources are listed; as their specifications say unless set.</summary>
    public int? PartitionLength { get; init; }

    /// <summary>Whether each catalog gets a new generation, which becomes live once it is complete. Then all sources and bundles must be selected. False unless set.</summary>
    public bool NewGeneration { get; init; }
}
