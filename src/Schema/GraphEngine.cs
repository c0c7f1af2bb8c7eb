using Azul.GraphSchema.Paging;
using Azul.GraphSchema.Planning;
using Azul.Plugins.Catalogs;
using Azul.Search;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.Extensions.Logging;

namespace Azul.GraphSchema;

/// <summary>Answers GraphQL operations about the configured catalogs. Safe for concurrent use.</summary>
public sealed class GraphEngine
{
    private readonly ISchema schema;
    private readonly DocumentExecuter executer;
    private readonly GraphQLSerializer serializer = GraphAnswer.Serializer;
    private readonly ILogger<GraphEngine> logger;

    /// <exception cref="Naming.SchemaConflictException">Two declarations of the catalogs' plugins would have the same name.</exception>
    public GraphEngine(CatalogList catalogs, IEntitySearch search, ICursorKey cursorKey, ILogger<GraphEngine> logger)
    {
        this.logger = logger;
        schema = GraphSchemas.Build([.. catalogs.Select(c => c.Metadata).DistinctBy(p => p.Name)], catalogs, cursorKey);
        Sdl = GraphSchemas.Print(schema);
        executer = new(
            new GraphQLDocumentBuilder(),
            new DocumentValidator(),
            new DefaultExecutionStrategySelector([new ExecutionStrategyRegistration(new PlanningStrategy(search), OperationType.Query)]),
            []);
    }

    /// <summary>The schema in the schema definition language.</summary>
    public string Sdl { get; }

    /// <summary>Answers an operation. What is wrong with it is said in the answer.</summary>
    public async Task<GraphAnswer> AnswerAsync(GraphRequest request, GraphCaller caller, CancellationToken cancellation)
    {
        var result = await executer.ExecuteAsync(new ExecutionOptions
        {
            Schema = schema,
            Query = request.Query,
            OperationName = request.OperationName,
            Variables = request.Variables.ValueKind == System.Text.Json.JsonValueKind.Object ? serializer.ReadNode<Inputs>(request.Variables) : Inputs.Empty,
            UserContext = new Dictionary<string, object?> { [PlanningStrategy.CallerKey] = caller },
            UnhandledExceptionDelegate = context =>
            {
                logger.LogError(context.OriginalException, "An operation failed");
                return Task.CompletedTask;
            },
            CancellationToken = cancellation,
        }).ConfigureAwait(false);
        return new(result);
    }
}
