using Azul.GraphSchema.Nodes;
using Azul.Search.Results;

namespace Azul.GraphSchema.Connections;

/// <summary>A hit on a page, and its place in the order.</summary>
internal sealed record EdgeNode(Hit Hit, EntityNode Node, string Cursor);
