using Azul.Plugins.Documents;

namespace Azul.Indexer.Generate;

/// <summary>The ids of everything that is made up with one seed.</summary>
internal sealed class EntityIds(int seed)
{
    private readonly Guid @namespace = Uuid5.Of(new("0f4f2b7e-6d0b-4f0a-9c0e-5b2a7f3d9e11"), $"staging area of seed {seed}");

    /// <summary>The id of the thing of that path, such as <c>project/3/donor/1</c>.</summary>
    public Guid Of(string path) => Uuid5.Of(@namespace, path);
}
