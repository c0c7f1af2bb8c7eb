namespace Azul.GraphSchema.Nodes;

/// <summary>A bundle that a document names.</summary>
internal sealed record BundleNode(string Uuid, string Version);
