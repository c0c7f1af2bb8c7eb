using Azul.Search;

namespace Azul.Indexer.Generations;

/// <summary>Which generations a message is about. Safe for concurrent use.</summary>
internal sealed class CurrentGenerations(IGenerations generations)
{
    /// <summary>
    /// The generations that are kept up to date, or the one that is named if it is among them. Asked anew for each batch: whatever was sent after a generation was begun has to reach it.
    /// </summary>
    public async Task<IReadOnlyList<Generation>> OfAsync(string catalog, long? number, CancellationToken cancellation)
    {
        var all = await generations.ListAsync(catalog, cancellation);
        return [.. all.Where(g => g.IsCurrent && (number is null || g.Number == number))];
    }

    /// <summary>Whether a generation is kept up to date; the live one, for which null stands, always is.</summary>
    public async Task<bool> HasAsync(GenerationRef generation, CancellationToken cancellation) =>
        generation.Number is not { } number || (await OfAsync(generation.Catalog, number, cancellation)).Count > 0;
}
