using Microsoft.Extensions.Logging;

namespace Azul.Search.Embedded;

/// <inheritdoc/>
internal sealed class EmbeddedGenerations(CatalogFiles files, TimeProvider time, ILogger<EmbeddedGenerations> log) : IGenerations
{
    private const string SetState = "UPDATE generations SET state = ?2, since = ?3, problem = ?4 WHERE number = ?1";

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<IReadOnlyList<Generation>> ListAsync(string catalog, CancellationToken cancellation)
    {
        var generations = files.Generations(catalog);
        return Task.Run(generations.List, cancellation);
    }

    public async Task<Generation> BeginAsync(string catalog, CancellationToken cancellation)
    {
        var generations = files.Generations(catalog);
        var begun = await generations.ChangeAsync(
            connection =>
            {
                if (GenerationFile.List(connection).FirstOrDefault(g => g.IsBuilt) is { } other)
                {
                    throw new StoreException(
                        "GENERATION_BUILDING",
                        $"Generation {other.Number} of {catalog} is being built{(other.Problem is { } problem ? $" ({problem})" : "")}; wait until it is live, or abandon it");
                }
                // What a crash has left behind under this number would be found in it.
                generations.DeleteOrphans(connection);
                var number = connection.Number("INSERT INTO generations (state, since) VALUES (?1, ?2) RETURNING number", $"{GenerationState.Begun}", Now)!.Value;
                return GenerationFile.List(connection).Single(g => g.Number == number);
            },
            cancellation);
        await new AggregateRebuild(generations.FileOf(begun.Number), log).RunIfNeededAsync(cancellation);
        return begun;
    }

    public Task ConfirmAsync(string catalog, long number, CancellationToken cancellation) => ChangeAsync(
        catalog,
        number,
        (connection, generation) =>
        {
            if (!generation.IsBuilt)
                throw WrongState(catalog, generation, "is not being built");
            if (generation.State == GenerationState.Begun)
                connection.Execute(SetState, number, $"{GenerationState.Filling}", Now, null);
        },
        cancellation);

    public Task ReportAsync(string catalog, long number, string? problem, CancellationToken cancellation) => ChangeAsync(
        catalog,
        number,
        (connection, generation) =>
        {
            if (generation.IsBuilt)
                connection.Execute("UPDATE generations SET problem = ?2 WHERE number = ?1", number, problem);
        },
        cancellation);

    public async Task SwitchAsync(string catalog, long number, CancellationToken cancellation)
    {
        // A retired generation was not looked after when the plugin's fields changed.
        await new AggregateRebuild(files.Generations(catalog).Find(number), log).RunIfNeededAsync(cancellation);
        await ChangeAsync(
            catalog,
            number,
            (connection, generation) =>
            {
                if (generation.State == GenerationState.Live)
                    return;
                if (generation.State is not (GenerationState.Filling or GenerationState.Retired))
                    throw WrongState(catalog, generation, "cannot become live");
                connection.Execute("UPDATE generations SET state = ?1, since = ?2 WHERE state = ?3", $"{GenerationState.Retired}", Now, $"{GenerationState.Live}");
                connection.Execute(SetState, number, $"{GenerationState.Live}", Now, null);
            },
            cancellation);
    }

    public Task AbandonAsync(string catalog, long number, string reason, CancellationToken cancellation) => ChangeAsync(
        catalog,
        number,
        (connection, generation) =>
        {
            if (generation.State == GenerationState.Abandoned)
                return;
            if (!generation.IsBuilt)
                throw WrongState(catalog, generation, "is or was live and cannot be abandoned");
            connection.Execute(SetState, number, $"{GenerationState.Abandoned}", Now, reason);
        },
        cancellation);

    public async Task<IReadOnlyList<Generation>> CleanUpAsync(string catalog, DateTimeOffset retiredBefore, CancellationToken cancellation)
    {
        var generations = files.Generations(catalog);
        var gone = await generations.ChangeAsync<IReadOnlyList<Generation>>(
            connection =>
            {
                var old = GenerationFile.List(connection)
                    .Where(g => g.State == GenerationState.Abandoned || (g.State == GenerationState.Retired && g.Since < retiredBefore))
                    .ToArray();
                foreach (var generation in old)
                    connection.Execute("DELETE FROM generations WHERE number = ?1", generation.Number);
                return old;
            },
            cancellation);
        // Only now that no row leads to them any more; what a crash leaves is deleted the next time.
        await generations.ChangeAsync(
            connection =>
            {
                generations.DeleteOrphans(connection);
                return true;
            },
            cancellation);
        return gone;
    }

    private Task<bool> ChangeAsync(string catalog, long number, Action<CatalogConnection, Generation> change, CancellationToken cancellation)
    {
        var generations = files.Generations(catalog);
        return generations.ChangeAsync(
            connection =>
            {
                change(connection, GenerationFile.List(connection).FirstOrDefault(g => g.Number == number) ?? throw generations.Unknown(number));
                return true;
            },
            cancellation);
    }

    private static StoreException WrongState(string catalog, Generation generation, string what) =>
        new("GENERATION_STATE", $"Generation {generation.Number} of {catalog} {what}: it is {generation.State}{(generation.Problem is { } problem ? $" ({problem})" : "")}");
}
