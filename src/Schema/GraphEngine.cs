using Azul.GraphSchema.Errors;
using Azul.GraphSchema.Paging;
using Azul.GraphSchema.Planning;
using Azul.Plugins.Catalogs;
using Azul.Search;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Rules;
using GraphQLParser.AST;
using Microsoft.Extensions.Logging;

namespace Azul.GraphSchema;

/// <summary>Answers GraphQL operations about the configured catalogs. Safe for concurrent use.</summary>
public sealed partial class GraphEngine
{
    private static readonly IValidationRule[] Rules = [.. DocumentValidator.CoreRules.Where(r => r is not ArgumentsOfCorrectType), new InputValuesRule()];

    private readonly ISchema schema;
    private readonly DocumentExecuter executer;
    private readonly GraphQLDocumentBuilder parser = new();
    private readonly ValidDocuments validDocuments = new();
    private readonly ILogger<GraphEngine> logger;

    /// <exception cref="Naming.SchemaConflictException">Two declarations of the catalogs' plugins would have the same name.</exception>
    public GraphEngine(CatalogList catalogs, IEntitySearch search, ICursorKey cursorKey, ILogger<GraphEngine> logger)
    {
        this.logger = logger;
        schema = GraphSchemas.Build([.. catalogs.Select(c => c.Metadata).DistinctBy(p => p.Name)], catalogs, cursorKey);
        Sdl = GraphSchemas.Print(schema);
        executer = new(
            parser,
            new DocumentValidator(),
            new DefaultExecutionStrategySelector([new ExecutionStrategyRegistration(new PlanningStrategy(search), OperationType.Query)]),
            []);
    }

    /// <summary>The schema in the schema definition language.</summary>
    public string Sdl { get; }

    /// <summary>Answers an operation. What is wrong with it is said in the answer.</summary>
    public async Task<GraphAnswer> AnswerAsync(GraphRequest request, GraphCaller caller, CancellationToken cancellation)
    {
        var text = request.Query ?? "";
        var known = validDocuments.Find(text);
        GraphQLDocument document;
        try
        {
            document = known ?? parser.Build(text);
        }
        catch (ExecutionError error)
        {
            return new(new ExecutionResult { Errors = [error] });
        }
        if (IsNoQuery(document, request.OperationName))
        {
            return request.QueriesOnly
                ? GraphAnswer.OfError(ErrorCodes.MethodNotAllowed, "Only queries are answered here")
                : GraphAnswer.OfError(ErrorCodes.ValidationFailed, "Queries are offered, but no mutations and no subscriptions");
        }
        var result = await executer.ExecuteAsync(new ExecutionOptions
        {
            Schema = schema,
            Query = request.Query,
            Document = document,
            OperationName = request.OperationName,
            Variables = request.Variables.ValueKind == System.Text.Json.JsonValueKind.Object ? GraphAnswer.Serializer.ReadNode<Inputs>(request.Variables) : Inputs.Empty,
            // The values of variables are checked by no rule, but always.
            ValidationRules = known is null ? Rules : [],
            UserContext = new Dictionary<string, object?> { [PlanningStrategy.CallerKey] = caller },
            UnhandledExceptionDelegate = context =>
            {
                LogFailure(context.OriginalException);
                return Task.CompletedTask;
            },
            CancellationToken = cancellation,
        }).ConfigureAwait(false);
        if (known is null && result.Executed)
            validDocuments.Add(text, document);
        VariableNames.Explain(schema, result.Errors);
        return new(result);
    }

    private static bool IsNoQuery(GraphQLDocument document, string? operationName) => document.Definitions
        .OfType<GraphQLOperationDefinition>()
        .FirstOrDefault(o => operationName is null || o.Name?.Value == operationName)?.Operation is not (null or OperationType.Query);

    [LoggerMessage(1, LogLevel.Error, "A GraphQL operation failed")]
    private partial void LogFailure(Exception error);
}
