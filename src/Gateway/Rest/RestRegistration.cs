using Azul.Gateway.Access;
using Azul.Gateway.Rest.Catalogs;
using Azul.Gateway.Rest.Health;
using Azul.Gateway.Rest.Hits;
using Azul.Gateway.Rest.OpenApi;
using Azul.Gateway.Rest.Summary;
using Azul.Gateway.Rest.Transport;
using Azul.Gateway.Rest.Version;
using Azul.Indexer.Reindexing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;

namespace Azul.Gateway.Rest;

/// <summary>Puts the REST API into a program.</summary>
internal static class RestRegistration
{
    // Long enough that a URL that is too long is refused here, in the envelope, rather than by the server.
    private const int MaxRequestLineSize = 64 * 1024;

    /// <summary>Registers the REST API. Catalogs, search, store and queues must be registered as well.</summary>
    public static IServiceCollection AddRestApi(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSourceAccess();
        services.AddSingleton<BaseUrls>();
        services.AddSingleton<IRestEndpoints, HitEndpoints>();
        services.AddSingleton<IRestEndpoints, SummaryEndpoints>();
        services.AddSingleton<IRestEndpoints, CatalogEndpoints>();
        services.AddSingleton<IRestEndpoints, OpenApiEndpoints>();
        services.AddSingleton<IRestEndpoints, VersionEndpoints>();
        services.AddSingleton<IRestEndpoints, HealthEndpoints>();
        services.AddSingleton(provider => new RestRoutes(provider.GetServices<IRestEndpoints>().SelectMany(e => e.Endpoints)));
        services.AddHealth();
        services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestLineSize = MaxRequestLineSize;
        });
        return services;
    }

    /// <summary>
    /// Serves the REST API. Its paths come first; what is neither one of them nor mapped otherwise is unknown. A malformed <c>Authorization</c> is refused on every path.
    /// </summary>
    public static IApplicationBuilder MapRestApi(this IApplicationBuilder app) => app.UseMiddleware<RestPipeline>();

    private static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<HealthCheck>();
        services.AddSingleton<CachedHealth>();
        services.AddSingleton<IHealthAspect, StoreHealth>();
        services.AddSingleton<IHealthAspect, EndpointHealth>();
        services.AddSingleton<IHealthAspect, QueueHealth>();
        services.TryAddSingleton<IndexingRate>();
        services.AddSingleton<IHealthAspect, ProgressHealth>();
        services.AddSingleton<IHealthAspect, IndexerHealth>();
        services.AddQuartz(quartz => quartz.ScheduleJob<HealthRefreshJob>(trigger => trigger
            .StartNow()
            .WithSimpleSchedule(schedule => schedule.WithInterval(HealthRefreshJob.Interval).RepeatForever())));
        services.AddQuartzHostedService();
    }
}
