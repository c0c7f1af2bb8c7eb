namespace Azul.Search.Elasticsearch.State;

/// <summary>What is known of a catalog's generations, as one document, so that a switch is one write.</summary>
/// <param name="Next">The number of the generation that is begun next.</param>
/// <param name="Generations">The generations by number.</param>
internal sealed record CatalogState(long Next, IReadOnlyList<Generation> Generations)
{
    public Generation? Live => Generations.FirstOrDefault(g => g.State == GenerationState.Live);

    public Generation? Built => Generations.FirstOrDefault(g => g.IsBuilt);

    public Generation? Find(long number) => Generations.FirstOrDefault(g => g.Number == number);

    /// <summary>The state with a generation in place of the one of its number, or added.</summary>
    public CatalogState With(Generation generation) => this with { Generations = [.. Generations.Where(g => g.Number != generation.Number).Append(generation).OrderBy(g => g.Number)] };

    /// <summary>The state in which a generation is live, and the one that was is retired.</summary>
    public CatalogState WithLive(long number, DateTimeOffset now)
    {
        var others = Generations.Where(g => g.Number != number).Select(g => g.State == GenerationState.Live ? new Generation(g.Number, GenerationState.Retired, now) : g);
        return this with { Next = Math.Max(Next, number + 1), Generations = [.. others.Append(new(number, GenerationState.Live, now)).OrderBy(g => g.Number)] };
    }
}
