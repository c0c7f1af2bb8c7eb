namespace Azul.Indexer.Generate;

/// <summary>What staging area to make up.</summary>
internal sealed record StagingAreaOptions
{
    public const int MaxBundles = 10_000_000;

    /// <summary>The seed of the sample that comes with the service.</summary>
    public const int DefaultSeed = 1;

    /// <summary>The folder to write to. It must be absent or empty.</summary>
    public required string Folder { get; init; }

    /// <summary>Number of bundles, 1 to <see cref="MaxBundles"/>.</summary>
    public required int Bundles { get; init; }

    /// <summary>The same seed, number of bundles and other options make the same bytes.</summary>
    public int Seed { get; init; } = DefaultSeed;

    /// <summary>Whether one project has all bundles. Otherwise sizes follow Zipf's law, and the largest project has 40 % of the bundles.</summary>
    public bool InOneProject { get; init; }

    /// <summary>The least number of bytes in the metadata and links of a bundle together; descriptors come on top. Default 25 KiB.</summary>
    public int MinimumBundleBytes { get; init; } = 25 * 1024;

    /// <exception cref="ArgumentException">An option is out of range, or the folder is not empty.</exception>
    public void Validate()
    {
        if (Bundles is < 1 or > MaxBundles)
            throw new ArgumentException($"The number of bundles is {Bundles}, and must be between 1 and {MaxBundles}");
        if (MinimumBundleBytes is < 0 or > 1 << 20)
            throw new ArgumentException($"The minimum size of bundles is {MinimumBundleBytes} bytes, and must be between 0 and {1 << 20}");
        if (Directory.Exists(Folder) && Directory.EnumerateFileSystemEntries(Folder).Any())
            throw new ArgumentException($"The folder '{Folder}' is not empty: a staging area is only written to a folder that is empty or absent");
    }
}
