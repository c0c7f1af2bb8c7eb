using System.Collections.Concurrent;

namespace Azul.Indexer.Generate;

/// <summary>
/// Writes a made-up HCA staging area (<c>spec/indexer.md</c> §6.5) of any size. The same options write the same bytes, in whatever order. Memory does not depend on the number
/// of bundles.
/// </summary>
internal sealed class StagingAreaGenerator
{
    private const int ReportEvery = 100;

    private readonly StagingAreaOptions options;
    private readonly ConcurrentDictionary<string, string> folders = [];

    /// <exception cref="ArgumentException">An option is out of range, or the folder is not empty.</exception>
    public StagingAreaGenerator(StagingAreaOptions options)
    {
        options.Validate();
        this.options = options;
    }

    /// <summary>Writes the area.</summary>
    /// <param name="progress">Is told the number of bundles that are written, now and then and at the end.</param>
    /// <param name="cancellation">Stops the generation; the area is incomplete then.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public async Task GenerateAsync(IProgress<int>? progress, CancellationToken cancellation)
    {
        foreach (var folder in new[] { "links", "metadata", "descriptors" })
            FolderOf(folder);
        var written = 0;
        await Parallel.ForEachAsync(Bundles(), cancellation, (bundle, _) =>
        {
            Write(bundle.Project, bundle.Number);
            var count = Interlocked.Increment(ref written);
            if (count % ReportEvery == 0 || count == options.Bundles)
                progress?.Report(count);
            return ValueTask.CompletedTask;
        });
    }

    private IEnumerable<(GeneratedProject Project, int Number)> Bundles()
    {
        var ids = new EntityIds(options.Seed);
        var sizes = ProjectSizes.Of(options.Bundles, options.InOneProject);
        for (var number = 0; number < sizes.Count; number++)
        {
            var project = new GeneratedProject(new(ids, number, sizes[number]));
            for (var bundle = 0; bundle < sizes[number]; bundle++)
                yield return (project, bundle);
        }
    }

    private void Write(GeneratedProject project, int number)
    {
        var (bundle, links) = BundleAssembly.Of(project, number, options.MinimumBundleBytes);
        foreach (var entity in bundle.ToWrite)
        {
            Write($"metadata/{entity.Type}", entity.FileName, entity.Metadata);
            if (entity.Descriptor is { } descriptor)
                Write($"descriptors/{entity.Type}", entity.FileName, descriptor);
        }
        var id = project.Study.IdOf($"links/{number}");
        Write("links", $"{id}_{project.Study.MomentOf(number, id).Version}_{project.Study.Id}.json", links);
    }

    private void Write(string folder, string file, byte[] content) => File.WriteAllBytes(Path.Combine(FolderOf(folder), file), content);

    private string FolderOf(string folder) =>
        folders.GetOrAdd(folder, static (name, area) => Directory.CreateDirectory(Path.Combine(area, name)).FullName, options.Folder);
}
