using Azul.Search;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace Azul.GraphSchema.Planning;

/// <summary>Plans an operation, asks the index once, and only then lets the library read the answer field by field. Nothing waits while it does.</summary>
internal sealed class PlanningStrategy(IEntitySearch search) : SerialExecutionStrategy
{
    public const string CallerKey = "caller";

    public override async Task<ExecutionResult> ExecuteAsync(ExecutionContext context)
    {
        var selection = new Selection(context, (c, type, selections) => CollectFieldsFrom(c, type, selections, null));
        var caller = (GraphCaller)context.UserContext[CallerKey]!;
        var plan = await OperationPlan.OfAsync(selection, GetOperationRootType(context), context.Operation, caller, context.CancellationToken).ConfigureAwait(false);
        await plan.FetchAsync(search, context.CancellationToken).ConfigureAwait(false);
        context.RootValue = plan;
        return await base.ExecuteAsync(context).ConfigureAwait(false);
    }

    // The library collects the fields of a selection anew for each object, be there thousands of terms.
    protected override void SetSubFieldNodes(ExecutionContext context, ObjectExecutionNode parent)
    {
        var fields = ((OperationPlan)context.RootValue!).Selection.Of((IObjectGraphType)parent.GraphType, parent.SelectionSet);
        var nodes = new ExecutionNode[fields.Count];
        for (var i = 0; i < nodes.Length; i++)
            nodes[i] = BuildExecutionNode(parent, fields[i].Definition.ResolvedType!, fields[i].Ast, fields[i].Definition);
        parent.SubFields = nodes;
    }

    // Most of an answer are such values, for each of which the library makes tasks and a context.
    protected override Task ExecuteNodeAsync(ExecutionContext context, ExecutionNode node) =>
        node is ValueExecutionNode { Parent: not ArrayExecutionNode, FieldDefinition.Resolver: SourceResolver resolver } value && TryRead(value, resolver)
            ? Task.CompletedTask
            : base.ExecuteNodeAsync(context, node);

    // False where it is for the library to say what is wrong.
    private static bool TryRead(ValueExecutionNode node, SourceResolver resolver)
    {
        try
        {
            node.Result = node.GraphType.Serialize(resolver.Read(node.Source!));
            return node.Result is not null || node.FieldDefinition.ResolvedType is not NonNullGraphType;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
