namespace Azul.Search.Embedded;

/// <summary>Where and how the embedded index keeps its files.</summary>
public sealed record EmbeddedIndexOptions
{
    /// <summary>
    /// The folder of all data, relative to the working directory unless it is rooted; made if it does not exist. Default: <c>./data</c>. Any number of processes may share it, on one machine.
    /// </summary>
    public string DataFolder { get; init; } = "./data";

    /// <summary>How long a write waits for another process that is writing to the same catalog. Default: 30 seconds.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The greatest size of a catalog's file in pages, so that tests need not fill a disk.</summary>
    internal long? MaxPages { get; init; }
}
