using Azul.GraphSchema.Nodes;
using Azul.GraphSchema.Paging;
using Azul.Search.Results;

namespace Azul.GraphSchema.Connections;

/// <summary>A hit on a page, and its place in the order.</summary>
internal sealed record EdgeNode(Hit Hit, EntityNode Node, CursorBinding Binding, Cursors Cursors)
{
    public string Cursor => Cursors.Write(Binding, Cursors.OfHit(Hit.Position));
}
