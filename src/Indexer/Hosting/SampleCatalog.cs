namespace Azul.Indexer.Hosting;

/// <summary>The catalog that there is where none is configured: generated data that comes with the program (<c>generate</c> made it).</summary>
internal static class SampleCatalog
{
    public const string Name = "sample";

    /// <summary>The catalog's settings.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Settings { get; } =
    [
        new("Azul:Catalogs:0:Name", Name),
        new("Azul:Catalogs:0:Atlas", "hca"),
        new("Azul:Catalogs:0:Metadata", "hca"),
        new("Azul:Catalogs:0:Repository", "staging"),
        new("Azul:Catalogs:0:Sources:0:Spec", "sample:"),
        new("Azul:Catalogs:0:Sources:0:Folder", Path.Combine(AppContext.BaseDirectory, "Sample")),
    ];
}
