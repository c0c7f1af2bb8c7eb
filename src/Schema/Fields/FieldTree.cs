namespace Azul.GraphSchema.Fields;

/// <summary>Fields by the segments of their paths: what nests in filters, facets and statistics. Either a field or a group of further nodes.</summary>
/// <param name="Name">The segment.</param>
/// <param name="Field">The field, or null for a group.</param>
/// <param name="Children">The nodes of the group.</param>
internal sealed record FieldTree(string Name, GraphField? Field, IReadOnlyList<FieldTree> Children)
{
    /// <summary>What the node stands for, for messages about conflicts.</summary>
    public string Origin => Field?.Origin ?? $"the group of {Children[0].Origin}";

    /// <summary>Arranges fields as trees, in the order in which they come.</summary>
    public static IReadOnlyList<FieldTree> Of(IEnumerable<GraphField> fields) => Arrange(fields, 0);

    private static FieldTree[] Arrange(IEnumerable<GraphField> fields, int depth)
    {
        var nodes = new List<FieldTree>();
        foreach (var group in fields.GroupBy(f => (f.Path[depth], IsLeaf: f.Path.Count == depth + 1)))
        {
            // Fields of the same name stay apart, so that the conflict is seen when they are added to a type.
            if (group.Key.IsLeaf)
                nodes.AddRange(group.Select(f => new FieldTree(f.Path[depth], f, [])));
            else
                nodes.Add(new(group.Key.Item1, null, Arrange(group, depth + 1)));
        }
        return [.. nodes];
    }
}
