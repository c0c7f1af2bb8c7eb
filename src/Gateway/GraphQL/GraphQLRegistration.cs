using Azul.Gateway.Access;
using Azul.Gateway.GraphQL.Ide;
using Azul.Gateway.GraphQL.Transport;
using Azul.Gateway.Rest.Transport;
using Azul.GraphSchema;
using Azul.GraphSchema.Paging;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Azul.Gateway.GraphQL;

/// <summary>Puts GraphQL into a program.</summary>
internal static class GraphQLRegistration
{
    public const string Path = "/graphql";

    /// <summary>Registers GraphQL. Catalogs and search must be registered as well.</summary>
    /// <param name="services">The services.</param>
    /// <param name="azul">The section <c>Azul</c>.</param>
    /// <exception cref="Azul.Plugins.Catalogs.ConfigurationException">A setting is wrong.</exception>
    public static IServiceCollection AddGraphQLApi(this IServiceCollection services, IConfigurationSection azul)
    {
        services.AddSingleton(GraphQLOptions.Read(azul));
        services.AddSourceAccess();
        services.TryAddSingleton<BaseUrls>();
        services.TryAddSingleton<ICursorKey, CursorKey>();
        services.TryAddSingleton<GraphEngine>();
        services.AddSingleton<GraphQLEndpoint>();
        services.AddSingleton<SchemaEndpoint>();
        return services;
    }

    /// <summary>Serves GraphQL at <c>/graphql</c>, its schema at <c>/graphql/schema.graphql</c>, and a user interface at <c>/graphql/ui/</c>.</summary>
    /// <exception cref="Azul.GraphSchema.Naming.SchemaConflictException">The plugins declare two things of the same name.</exception>
    public static IEndpointRouteBuilder MapGraphQLApi(this IEndpointRouteBuilder app)
    {
        app.Map(Path, app.ServiceProvider.GetRequiredService<GraphQLEndpoint>().AnswerAsync);
        app.MapMethods($"{Path}/schema.graphql", [HttpMethods.Get, HttpMethods.Head], app.ServiceProvider.GetRequiredService<SchemaEndpoint>().AnswerAsync);
        app.MapIde($"{Path}/ui");
        return app;
    }
}
