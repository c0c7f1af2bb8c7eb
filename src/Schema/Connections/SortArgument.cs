using System.Collections;
using Azul.Plugins.Metadata;
using Azul.Search.Queries;

namespace Azul.GraphSchema.Connections;

/// <summary>The order that hits come in.</summary>
internal static class SortArgument
{
    public const string Field = "field";
    public const string Order = "order";

    /// <summary>The sort keys of an argument; the default of the entity type where there are none.</summary>
    public static IReadOnlyList<SortKey> Read(object? argument, EntityType type)
    {
        SortKey[] keys = argument is IEnumerable given
            ? [.. given.Cast<IDictionary<string, object?>>().Select(key => new SortKey((string)key[Field]!, key.TryGetValue(Order, out var order) && order is true))]
            : [];
        return keys.Length > 0 ? keys : [new(type.Exposure!.DefaultSort, type.Exposure.DefaultDescending)];
    }
}
