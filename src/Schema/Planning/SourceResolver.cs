using GraphQL;
using GraphQL.Resolvers;

namespace Azul.GraphSchema.Planning;

/// <summary>Reads a field from the parent's value, which is all that it needs.</summary>
internal sealed class SourceResolver(Func<object, object?> read) : IFieldResolver
{
    public object? Read(object source) => read(source);

    public ValueTask<object?> ResolveAsync(IResolveFieldContext context) => new(read(context.Source!));
}
