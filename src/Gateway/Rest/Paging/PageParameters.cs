using System.Numerics;
using System.Text.Json.Nodes;
using Azul.Gateway.Rest.Catalogs;
using Azul.Gateway.Rest.Filters;
using Azul.Gateway.Rest.Python;
using Azul.Gateway.Rest.Transport;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Queries;

namespace Azul.Gateway.Rest.Paging;

/// <summary>The parameters of a page of hits, checked in the order of the original: the first that is wrong is reported (<c>spec/service.md</c> §1.2).</summary>
internal static class PageParameters
{
    private const int DefaultSize = 10;
    private const string Ascending = "asc";
    private const string Descending = "desc";
    private const string After = "search_after";
    private const string Before = "search_before";

    public static IReadOnlyList<RestParameter> Declarations { get; } =
    [
        CatalogParameter.Declaration,
        FilterParameter.Declaration,
        new("size", "The number of hits on a page. The greatest depends on the type of entities.", catalog => new()
        {
            ["type"] = "integer",
            ["minimum"] = 1,
            ["maximum"] = catalog.Metadata.Model.ExposedTypes.Max(t => t.Exposure!.MaxPageSize),
            ["default"] = DefaultSize,
        }),
        new("sort", "The field that hits are sorted by; each type of entities has its own default.", catalog => Enumeration(
            catalog.Metadata.Model.Fields.Where(f => f.IsSortable).Select(f => f.Name))),
        new("order", "The direction of the sort; each type of entities has its own default.", _ => Enumeration([Ascending, Descending])),
        RestParameter.Text(After, "The sort value and the id of the hit after which the page starts, as the link to the next page has it.") with { IsJson = true },
        RestParameter.Text(After + "_uid", "Without effect; links of former versions have it."),
        RestParameter.Text(Before, "The sort value and the id of the hit before which the page ends, as the link to the previous page has it.") with { IsJson = true },
        RestParameter.Text(Before + "_uid", "Without effect; links of former versions have it."),
    ];

    /// <summary>The page that a request asks for.</summary>
    /// <exception cref="RestException">A parameter is wrong.</exception>
    public static PageRequest Parse(RestParameters parameters, string entityType, CatalogList catalogs)
    {
        var catalog = CatalogParameter.Of(parameters, catalogs);
        var model = catalog.Metadata.Model;
        var filters = FilterParameter.Of(parameters, model);
        var order = Order(parameters);
        var after = Json(parameters, After);
        _ = parameters.Text(After + "_uid");
        var before = Json(parameters, Before);
        _ = parameters.Text(Before + "_uid");
        var type = model.EntityType(entityType) is { Exposure: not null } exposed ? exposed : null;
        var size = Size(parameters, type);
        var sort = Sort(parameters, model);
        if (type is null)
            throw RestErrors.UnknownEntityType(entityType, catalog.Name, model.ExposedTypes.Select(t => t.Name));
        if (after is not null && before is not null)
            throw RestErrors.TwoCursors();
        sort ??= model.Field(type.Exposure!.DefaultSort)!;
        if (!sort.IsSortable)
            throw RestErrors.UnsortableField(sort.Name);
        return new(catalog, filters, type, size, sort, order is null ? type.Exposure!.DefaultDescending : order == Descending, Cursor(after, before, sort), before is not null);
    }

    /// <summary>The name of a direction, as parameters and answers have it.</summary>
    public static string OrderOf(PageRequest page) => page.IsDescending ? Descending : Ascending;

    private static string? Order(RestParameters parameters)
    {
        if (!parameters.TryGet("order", out var order))
            return null;
        return order.AsStringOrNull is Ascending or Descending ? order.AsString : throw RestErrors.UnknownOrder(order);
    }

    private static Value? Json(RestParameters parameters, string name)
    {
        if (parameters.Text(name) is not { } text)
            return null;
        return PythonJson.TryParse(text, out var value) ? value : throw RestErrors.NotJson(name);
    }

    private static int Size(RestParameters parameters, EntityType? type)
    {
        if (!parameters.TryGet("size", out var value))
            return DefaultSize;
        if (!PythonInteger.TryParse(value, out var size))
            throw RestErrors.InvalidSize();
        if (size > (BigInteger)(type?.Exposure?.MaxPageSize ?? int.MaxValue))
            return type is null ? DefaultSize : throw RestErrors.SizeTooGreat(type.Exposure!.MaxPageSize);
        return size > 0 ? (int)size : throw RestErrors.SizeTooSmall();
    }

    private static Field? Sort(RestParameters parameters, MetadataModel model)
    {
        if (!parameters.TryGet("sort", out var name))
            return null;
        if (name.Kind is ValueKind.List or ValueKind.Entity)
            throw RestErrors.InvalidParameter("sort");
        return name.AsStringOrNull is { } text && model.Field(text) is { IsInternal: false } field ? field : throw RestErrors.UnknownField(PythonText.Plain(name));
    }

    private static SortPosition? Cursor(Value? after, Value? before, Field sort) => (after, before) switch
    {
        ({ } cursor, _) => PageCursor.Parse(After, cursor, sort),
        (_, { } cursor) => PageCursor.Parse(Before, cursor, sort),
        _ => null,
    };

    private static JsonObject Enumeration(IEnumerable<string> values) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. values.Select(v => (JsonNode)v)]) };
}
