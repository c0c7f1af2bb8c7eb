namespace Azul.Plugins.Repositories.Tdr.Anvil;

/// <summary>Finds what belongs to a biosample: everything that was made of it, and then everything that this was made from (<c>spec/indexer.md</c> §6.7).</summary>
internal sealed class Expansion(AnvilReferences references)
{
    private readonly RowLinks links = new();

    /// <exception cref="RepositoryException">A reference is missing or ambiguous.</exception>
    public async Task<RowLinks> RunAsync(RowKey biosample, CancellationToken cancellation)
    {
        links.Add(biosample);
        await ExpandAsync([biosample], DownstreamAsync, cancellation);
        await ExpandAsync([.. links.Rows], UpstreamAsync, cancellation);
        return links;
    }

    private async Task ExpandAsync(
        IReadOnlyCollection<RowKey> frontier, Func<IReadOnlyCollection<RowKey>, CancellationToken, Task<IEnumerable<RowLink>>> step, CancellationToken cancellation)
    {
        while (frontier.Count > 0)
            frontier = links.Add(await step(frontier, cancellation));
    }

    private async Task<IEnumerable<RowLink>> DownstreamAsync(IReadOnlyCollection<RowKey> frontier, CancellationToken cancellation)
    {
        var found = await Task.WhenAll(
            references.UsesOfAsync(AnvilTable.Biosample, Keys(frontier, AnvilTable.Biosample), cancellation),
            references.UsesOfAsync(AnvilTable.File, Keys(frontier, AnvilTable.File), cancellation));
        return found.SelectMany(f => f);
    }

    private async Task<IEnumerable<RowLink>> UpstreamAsync(IReadOnlyCollection<RowKey> frontier, CancellationToken cancellation)
    {
        var found = await Task.WhenAll(
            references.OriginsOfFilesAsync(Keys(frontier, AnvilTable.File), cancellation),
            references.OriginsOfBiosamplesAsync(Keys(frontier, AnvilTable.Biosample), cancellation),
            references.DiagnosesOfDonorsAsync(Keys(frontier, AnvilTable.Donor), cancellation));
        return found.SelectMany(f => f);
    }

    private static string[] Keys(IReadOnlyCollection<RowKey> rows, AnvilTable table) => [.. rows.Where(r => r.Table == table).Select(r => r.Key)];
}
