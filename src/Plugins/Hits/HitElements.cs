using Azul.Plugins.Documents;

namespace Azul.Plugins.Hits;

/// <summary>What a list in a hit is made of: the entities at a path of the document, each shown as an object.</summary>
public sealed record HitElements(HitObject Shape, params IReadOnlyList<string> Path)
{
    /// <summary>Names of lists beside the last step of the path that the shape needs, too. It finds them in the entity, as if they were properties of it.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];

    /// <summary>The entities, where every list on the way is followed into all of its elements.</summary>
    internal IEnumerable<Entity> In(Entity document) => At(document, 0);

    private IEnumerable<Entity> At(Entity entity, int depth)
    {
        foreach (var element in entity[Path[depth]].Elements)
        {
            if (element.Kind != ValueKind.Entity)
                continue;
            if (depth == Path.Count - 1)
            {
                yield return Beside.Count == 0 ? element.AsEntity : WithBeside(element.AsEntity, entity);
                continue;
            }
            foreach (var found in At(element.AsEntity, depth + 1))
                yield return found;
        }
    }

    private Entity WithBeside(Entity entity, Entity parent) => Beside.Aggregate(entity, (e, name) => e.With(name, parent[name]));
}
