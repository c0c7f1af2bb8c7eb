namespace Azul.Plugins.Hits;

/// <summary>A key of an object in a hit and what is under it.</summary>
internal sealed record HitKey(string Name, HitShape Shape);
