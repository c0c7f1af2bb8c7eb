using Azul.GraphSchema.Facets;
using Azul.GraphSchema.Filters;
using Azul.GraphSchema.Paging;
using Azul.GraphSchema.Planning;
using Azul.GraphSchema.Stats;
using Azul.Plugins.Metadata;
using Azul.Search.Queries;

namespace Azul.GraphSchema.Connections;

/// <summary>The field of all entities of a type.</summary>
internal sealed class ConnectionField(
    EntityType entityType, FilterReader filters, string sourceColumn, IReadOnlyList<FacetField> allFacets, Cursors cursors) : PlannedField
{
    public override PlannedPart Plan(RootScope scope, SelectedField selected)
    {
        var filter = filters.Read(selected.Argument("filter"));
        if (!entityType.IsHub)
            NamedSources.Check(filter, sourceColumn, scope.Accessible);
        var sort = SortArgument.Read(selected.Argument("sort"), entityType);
        var binding = CursorBinding.OfHits(scope.Catalog.Name, entityType.Name, filter, sort);
        var arguments = PageArguments.Of(
            selected.Argument("first") as int?, selected.Argument("after") as string, selected.Argument("last") as int?, selected.Argument("before") as string);
        var cursor = arguments.Cursor is { } text ? Cursors.ToHit(cursors.Read(binding, text, arguments.CursorArgument)) : null;
        var part = new ConnectionPart(scope, entityType, filter, binding, cursors)
        {
            Page = arguments,
            Hits = FormOf(selected) is { } form
                ? new(Math.Max(arguments.Size, 1), sort) { Cursor = cursor, IsBackward = arguments.IsBackward, Form = arguments.Size == 0 ? HitForm.None : form }
                : null,
        };
        AddFacets(part, selected);
        AddStats(part, selected);
        return part;
    }

    protected override object? Read(PlannedPart part) => part;

    // Nothing where no hit is wanted, ids only where nothing else of them is selected.
    private static HitForm? FormOf(SelectedField selected)
    {
        var nodes = selected.Named(ConnectionTypes.Nodes).Concat(selected.Named(ConnectionTypes.Edges).SelectMany(e => e.Named(ConnectionTypes.Node)));
        if (nodes.SelectMany(n => n.Children).Any(c => !Nodes.NodeTypes.IsKnownOfHits(c.Name)))
            return HitForm.Native;
        return selected.Has(ConnectionTypes.Nodes) || selected.Has(ConnectionTypes.Edges) || selected.Has(ConnectionTypes.PageInfo) ? HitForm.None : null;
    }

    private void AddFacets(ConnectionPart part, SelectedField selected)
    {
        foreach (var facets in selected.Named(ConnectionTypes.Facets))
            AddGroup(part, facets, facets.Key);
        foreach (var all in selected.Named(ConnectionTypes.AllFacets))
        {
            var size = PageArguments.CheckSize("first", all.Argument("first") as int? ?? PageArguments.DefaultSize);
            part.AddFacets(all.Key, allFacets, size, all);
        }
    }

    private void AddGroup(ConnectionPart part, SelectedField group, string path)
    {
        foreach (var child in group.Children)
        {
            var childPath = FacetGroupNode.PathOf(path, child.Key);
            if (child.Definition is FacetField facet)
            {
                var page = facet.PageOf(child, cursors, sort => part.BindTerms(facet, sort));
                part.AddFacet(childPath, facet, page, child);
            }
            else
            {
                AddGroup(part, child, childPath);
            }
        }
    }

    private static void AddStats(ConnectionPart part, SelectedField group)
    {
        foreach (var stats in group.Named(ConnectionTypes.Stats))
            AddColumns(stats);

        void AddColumns(SelectedField parent)
        {
            foreach (var child in parent.Children)
            {
                if (child.Definition is StatsField field)
                    part.AddStats(field.Column);
                else
                    AddColumns(child);
            }
        }
    }
}
