using Azul.GraphSchema.Planning;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace Azul.GraphSchema.Stats;

/// <summary>The field of the figures of a numeric field.</summary>
internal sealed class StatsField : FieldType
{
    public StatsField(string column)
    {
        Column = column;
        Resolver = new FuncFieldResolver<object?>(context => ((ConnectionPart)context.Source!).Stats(column));
    }

    public string Column { get; }
}
