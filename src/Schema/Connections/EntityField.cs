using Azul.GraphSchema.Nodes;
using Azul.GraphSchema.Planning;
using Azul.Plugins.Metadata;
using Azul.Search.Queries;

namespace Azul.GraphSchema.Connections;

/// <summary>The field of one entity, by its id. Null where there is none that the caller may see.</summary>
internal sealed class EntityField(EntityType entityType, string idColumn) : PlannedField
{
    public override PlannedPart Plan(RootScope scope, SelectedField selected)
    {
        var isKnownOfHits = selected.Children.All(c => NodeTypes.IsKnownOfHits(c.Name));
        return new EntityPart(scope, new(scope.Catalog.Name, entityType.Name)
        {
            Filter = new Filter.Is(idColumn, [(string)selected.Argument("id")!]),
            Access = scope.AccessTo(entityType),
            Hits = new(1, [new(idColumn, false)]) { Form = isKnownOfHits ? HitForm.None : HitForm.Native },
        });
    }

    protected override object? Read(PlannedPart part) =>
        part.Results[0].Hits!.Hits is [var hit, ..] ? new EntityNode(hit, ((EntityPart)part).Scope) : null;

    private sealed class EntityPart(RootScope scope, EntityQuery query) : PlannedPart
    {
        public RootScope Scope => scope;

        public override IReadOnlyList<EntityQuery> Queries => [query];
    }
}
