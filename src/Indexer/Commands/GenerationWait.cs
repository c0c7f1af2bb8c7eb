using System.CommandLine;
using Azul.Plugins.Catalogs;
using Azul.Search;

namespace Azul.Indexer.Commands;

/// <summary>Waits until the generations that are being built are live, which workers see to, and reports.</summary>
internal sealed class GenerationWait(CatalogList catalogs, IGenerations generations, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits for generations of catalogs; of all, where none is named.</summary>
    public async Task<int> FinishAsync(ParseResult parsed, IReadOnlyList<string> names, int status, CancellationToken cancellation)
    {
        foreach (var catalog in catalogs.Where(c => names.Count == 0 ? !c.IsInternal : names.Contains(c.Name)))
        {
            if (await ProblemAsync(catalog, cancellation) is not { } problem)
            {
                if (!parsed.GetValue(CommonOptions.Json))
                    await parsed.InvocationConfiguration.Output.WriteLineAsync(await LiveAsync(catalog, cancellation));
                continue;
            }
            await parsed.InvocationConfiguration.Error.WriteLineAsync(
                $"{problem}. What was live still is. Mend it and requeue what failed; or 'generations switch', if it will do; or 'generations abandon'.");
            status = CommandLine.Failed;
        }
        return status;
    }

    private async Task<string> LiveAsync(Catalog catalog, CancellationToken cancellation)
    {
        var live = (await generations.ListAsync(catalog.Name, cancellation)).Single(g => g.State == GenerationState.Live);
        return $"Generation {live.Number} of {catalog.Name} is live.";
    }

    private async Task<string?> ProblemAsync(Catalog catalog, CancellationToken cancellation)
    {
        while ((await generations.ListAsync(catalog.Name, cancellation)).FirstOrDefault(g => g.IsBuilt) is { } built)
        {
            if (built.Problem is { } problem)
                return $"Generation {built.Number} of {catalog.Name} cannot become live: {problem}";
            try
            {
                await Task.Delay(Interval, time, cancellation);
            }
            catch (OperationCanceledException)
            {
                throw new StoppedException($"Generation {built.Number} of {catalog.Name} becomes live all the same once it is complete: 'generations list' shows whether it is.");
            }
        }
        return null;
    }
}
