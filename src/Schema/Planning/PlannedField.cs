using Azul.GraphSchema.Errors;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace Azul.GraphSchema.Planning;

/// <summary>A field below a root field that needs the index.</summary>
internal abstract class PlannedField : FieldType
{
    protected PlannedField() => Resolver = new FuncFieldResolver<object?>(context =>
    {
        var plan = (OperationPlan)context.RootValue!;
        var part = plan.Part(SelectedField.KeyOf(context.Parent!.FieldAst), SelectedField.KeyOf(context.FieldAst));
        return part.Error is { } error ? throw error.Copy() : Read(part);
    });

    /// <summary>Turns what is selected into queries.</summary>
    /// <exception cref="GraphException">The part is refused.</exception>
    public abstract PlannedPart Plan(RootScope scope, SelectedField selected);

    /// <summary>What the fields below are read from, once the part has its results.</summary>
    protected abstract object? Read(PlannedPart part);
}
