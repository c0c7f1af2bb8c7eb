using System.Reflection;
using Azul.Indexer.Queues;
using Azul.Indexer.Reindexing;
using Azul.Search;

namespace Azul.Indexer.Hosting;

/// <summary>How the worker as a program of its own is (<c>spec/indexer.md</c> §9). In the gateway, the gateway says so.</summary>
internal static class IndexerEndpoints
{
    public static void MapIndexerHealth(this IEndpointRouteBuilder endpoints)
    {
        var health = endpoints.MapGroup("").WithTags("Auxiliary");
        health.MapGet("/health/basic", () => new { up = true }).WithSummary("Whether requests are answered at all");
        health.MapGet("/health", HealthAsync).WithSummary("The state of store and queues, and what is left to be done");
        health.MapGet("/version", () => new { git = new { commit = Commit, dirty = false }, changes = Array.Empty<object>() }).WithSummary("What the program was built from");
    }

    private static string Commit
    {
        get
        {
            var version = typeof(IndexerEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
            return version.Split('+') is [_, var commit] ? commit : "unknown";
        }
    }

    private static async Task<IResult> HealthAsync(IWorkQueues queues, IndexingRate rate, IDocumentStore store, CancellationToken cancellation)
    {
        var storeError = await store.CheckAsync(cancellation);
        var (queueHealth, progress, queuesUp) = await QueuesAsync(queues, rate, cancellation);
        var up = storeError is null && queuesUp;
        return Results.Json(
            new Dictionary<string, object>
            {
                ["elasticsearch"] = storeError is null ? new { up = true } : new { up = false, error = storeError },
                ["progress"] = progress,
                ["queues"] = queueHealth,
                ["up"] = up,
            },
            statusCode: up ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<(object Queues, object Progress, bool Up)> QueuesAsync(IWorkQueues queues, IndexingRate rate, CancellationToken cancellation)
    {
        if (await queues.CheckAsync(cancellation) is { } error)
            return Down(error);
        try
        {
            var counts = await queues.CountAsync(cancellation);
            var health = new Dictionary<string, object> { ["up"] = true, ["enabled"] = await queues.IsEnabledAsync(cancellation) };
            foreach (var queue in WorkQueueNames.All)
            {
                var count = counts[queue];
                health[queue.Name()] = new { up = true, messages = new { delayed = count.Delayed, invisible = count.Invisible, queued = count.Queued } };
            }
            var progress = await rate.MeasureAsync(cancellation);
            return (
                health,
                new
                {
                    up = true,
                    unindexed_bundles = counts[WorkQueue.Notifications].Total,
                    unindexed_documents = progress.Documents,
                    failed = progress.Failed,
                    bundles_per_second = Math.Round(progress.BundlesPerSecond, 1),
                    documents_per_second = Math.Round(progress.DocumentsPerSecond, 1),
                },
                true);
        }
        catch (QueueException e)
        {
            return Down(e.Message);
        }
    }

    private static (object Queues, object Progress, bool Up) Down(string error)
    {
        var down = new { up = false, error };
        return (down, down, false);
    }
}
