namespace Azul.Plugins.Hits;

/// <summary>What a list in a hit is made of: the entities at a path of the document, each shown as an object.</summary>
internal sealed record HitElements(HitObject Shape, params IReadOnlyList<string> Path);
