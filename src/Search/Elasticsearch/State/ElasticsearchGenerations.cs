using Azul.Search.Elasticsearch.Indices;

namespace Azul.Search.Elasticsearch.State;

/// <inheritdoc/>
internal sealed class ElasticsearchGenerations(CatalogStates states, CatalogIndices indices, IndexNames names, SharedRefresh refresh, TimeProvider time) : IGenerations
{
    // Indices of no generation may be those of one that is just being begun.
    private static readonly TimeSpan OrphanAge = TimeSpan.FromHours(1);

    public async Task<IReadOnlyList<Generation>> ListAsync(string catalog, CancellationToken cancellation) =>
        (await states.ReadAsync(names.Catalog(catalog).Name, cancellation)).Generations;

    public async Task<Generation> BeginAsync(string catalog, CancellationToken cancellation)
    {
        var known = names.Catalog(catalog);
        var number = 0L;
        await states.ChangeAsync(
            catalog,
            state =>
            {
                if (state.Live is null)
                    throw IndexFaults.Missing(catalog);
                ThrowIfBuilt(catalog, state);
                number = state.Next;
                return state with { Next = number + 1 };
            },
            cancellation);
        await indices.CreateAsync(known, number, isLive: false, cancellation);
        var begun = new Generation(number, GenerationState.Begun, time.GetUtcNow());
        try
        {
            await states.ChangeAsync(
                catalog,
                state =>
                {
                    ThrowIfBuilt(catalog, state);
                    return state.With(begun);
                },
                cancellation);
        }
        catch (StoreException e) when (e.Code == "GENERATION_BUILDING")
        {
            await indices.DeleteAsync(catalog, number, cancellation);
            throw;
        }
        return begun;
    }

    public Task ConfirmAsync(string catalog, long number, CancellationToken cancellation) => ChangeAsync(
        catalog,
        number,
        generation => !generation.IsBuilt
            ? throw WrongState(catalog, generation, "is not being built")
            : generation.State == GenerationState.Begun ? new(number, GenerationState.Filling, time.GetUtcNow()) : generation,
        cancellation);

    public Task ReportAsync(string catalog, long number, string? problem, CancellationToken cancellation) => ChangeAsync(
        catalog, number, generation => generation.IsBuilt && generation.Problem != problem ? generation with { Problem = problem } : generation, cancellation);

    public async Task SwitchAsync(string catalog, long number, CancellationToken cancellation)
    {
        names.Catalog(catalog);
        while (true)
        {
            var state = await states.ReadAsync(catalog, cancellation);
            var generation = Find(catalog, state, number);
            if (generation.State == GenerationState.Live)
                return;
            if (generation.State is not (GenerationState.Filling or GenerationState.Retired))
                throw WrongState(catalog, generation, "cannot become live");
            // What was written last must not come only after the switch.
            await refresh.RefreshAsync(names.Alias(new(catalog, number), IndexKind.Aggregates), cancellation);
            if (!await indices.TrySwitchAsync(catalog, state.Live!.Number, number, cancellation))
                continue;
            await states.ReadAsync(catalog, cancellation);
            return;
        }
    }

    public Task AbandonAsync(string catalog, long number, string reason, CancellationToken cancellation) => ChangeAsync(
        catalog,
        number,
        generation => generation.State == GenerationState.Abandoned
            ? generation
            : generation.IsBuilt
                ? new(number, GenerationState.Abandoned, time.GetUtcNow(), reason)
                : throw WrongState(catalog, generation, "is or was live and cannot be abandoned"),
        cancellation);

    public async Task<IReadOnlyList<Generation>> CleanUpAsync(string catalog, DateTimeOffset retiredBefore, CancellationToken cancellation)
    {
        names.Catalog(catalog);
        IReadOnlyList<Generation> old = [];
        var kept = await states.ChangeAsync(
            catalog,
            state =>
            {
                old = [.. state.Generations.Where(g => g.State == GenerationState.Abandoned || (g.State == GenerationState.Retired && g.Since < retiredBefore))];
                return old.Count == 0 ? state : state with { Generations = [.. state.Generations.Except(old)] };
            },
            cancellation);
        // Only now that nothing leads to them any more; what a crash leaves is deleted later.
        foreach (var generation in old)
            await indices.DeleteAsync(catalog, generation.Number, cancellation);
        foreach (var (number, made) in await indices.FindAsync(catalog, cancellation))
        {
            if (kept.Find(number) is null && made < time.GetUtcNow() - OrphanAge)
                await indices.DeleteAsync(catalog, number, cancellation);
        }
        return old;
    }

    private async Task ChangeAsync(string catalog, long number, Func<Generation, Generation> change, CancellationToken cancellation)
    {
        names.Catalog(catalog);
        await states.ChangeAsync(
            catalog,
            state =>
            {
                var generation = Find(catalog, state, number);
                var changed = change(generation);
                return changed == generation ? state : state.With(changed);
            },
            cancellation);
    }

    private static Generation Find(string catalog, CatalogState state, long number) => state.Find(number) ?? throw new StoreException(
        "UNKNOWN_GENERATION", $"The catalog {catalog} has no generation {number}, only {string.Join(", ", state.Generations.Select(g => g.Number))}");

    private static void ThrowIfBuilt(string catalog, CatalogState state)
    {
        if (state.Built is { } other)
        {
            throw new StoreException(
                "GENERATION_BUILDING",
                $"Generation {other.Number} of {catalog} is being built{(other.Problem is { } problem ? $" ({problem})" : "")}; wait until it is live, or abandon it");
        }
    }

    private static StoreException WrongState(string catalog, Generation generation, string what) =>
        new("GENERATION_STATE", $"Generation {generation.Number} of {catalog} {what}: it is {generation.State}{(generation.Problem is { } problem ? $" ({problem})" : "")}");
}
