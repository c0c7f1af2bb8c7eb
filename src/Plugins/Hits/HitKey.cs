namespace Azul.Plugins.Hits;

/// <summary>A key of an object in a hit and what is under it.</summary>
public sealed record HitKey(string Name, HitShape Shape)
{
    /// <summary>The property without which an entity is shown without the key, not with null under it; null where the key is always there.</summary>
    public string? OnlyWith { get; init; }
}
