using Azul.Gateway.Rest.Transport;
using Azul.Plugins.Access;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Access;
using Azul.Search.Queries;

namespace Azul.Gateway.Rest.Filters;

/// <summary>Limits queries to what a request filters by and its caller may see.</summary>
internal sealed class QueryFilters(ExplicitFilters filters, MetadataModel model, AccessibleSources accessible, DateTimeOffset now)
{
    private readonly FilterTranslation translation = new(now);

    /// <summary>A query for entities of the type, limited.</summary>
    /// <exception cref="RestException">The caller names a source that it may not access, or a field can't be filtered like this.</exception>
    public EntityQuery Limit(EntityQuery query, EntityType type)
    {
        var sources = SourcesFor(type);
        if (sources.ForbiddenIn(type) is { Count: > 0 } forbidden)
            throw RestErrors.InaccessibleSources(forbidden);
        var conditions = filters.Fields.Where(f => !IsSpecial(f)).Select(f => translation.Translate(f, type)).ToList();
        if (sources.ConditionFor(type) is { } condition)
            conditions.Add(condition);
        return query with { Filter = new Filter.And(conditions), Access = sources.AccessTo(type) };
    }

    /// <summary>The same, but facets do not disregard the filter on their own field: the conditions of the query are no longer at its top.</summary>
    public EntityQuery LimitThroughout(EntityQuery query, EntityType type)
    {
        var limited = Limit(query, type);
        return limited with { Filter = new Filter.Or([limited.Filter]) };
    }

    private bool IsSpecial(FieldFilter filter) => filter.Field is null || filter.Name == model.Special.SourceId;

    private SourceConditions SourcesFor(EntityType type)
    {
        var conditions = new SourceConditions(model.Special.SourceId, accessible);
        foreach (var filter in filters.Fields)
        {
            if (filter.Field is null)
                conditions = conditions with { AdmitsAccessible = Admits(filter, type, 1), AdmitsInaccessible = Admits(filter, type, 0) };
            else if (IsSpecial(filter))
                conditions = conditions with { ExplicitSources = filter.Values.Select(v => FilterTranslation.TextOf(v) ?? throw Invalid(filter)).ToHashSet() };
        }
        return conditions;
    }

    // What is no boolean equals neither, but the original fails on it where it does not limit the index.
    private static bool Admits(FieldFilter filter, EntityType type, int flag)
    {
        var admits = false;
        foreach (var value in filter.Values)
        {
            if (value.Kind == ValueKind.Entity || (type.IsHub && value.Kind is not (ValueKind.Boolean or ValueKind.Long or ValueKind.Double)))
                throw Invalid(filter);
            admits |= value.Kind == ValueKind.Boolean ? value.AsBoolean == (flag == 1) : value.IsNumber && value.AsDouble == flag;
        }
        return admits;
    }

    private static RestException Invalid(FieldFilter filter) => FilterErrors.Invalid(filter.Name, FilterParameter.NameOf(filter.Relation));
}
