namespace Azul.GraphSchema.Nodes;

/// <summary>A source, of a document or of a catalog.</summary>
internal sealed record SourceNode(string Id, string Spec);
