using Azul.GraphSchema.Fields;
using Azul.GraphSchema.Naming;
using Azul.Plugins.Metadata;
using Azul.Search.Results;
using GraphQL.Types;

namespace Azul.GraphSchema.Facets;

/// <summary>The facets of simple types, and the form that they all have.</summary>
internal sealed class SharedFacets
{
    public const string Terms = "terms";
    public const string DistinctCount = "distinctCount";
    public const string PageInfo = "pageInfo";

    private const string ValueText = "The value, as the filter on the same field takes it in `is`; null for entities that have no value.";

    private readonly SharedTypes types;
    private readonly ObjectGraphType text;
    private readonly ObjectGraphType flag;

    public SharedFacets(SharedTypes types)
    {
        this.types = types;
        text = Make("String", "text", types.String, term => ValueOutput.Of(term.Value), "facets", true);
        flag = Make("Boolean", "true and false", types.Boolean, term => ValueOutput.Of(term.Value), "facets", false);
        Named = MakeNamed();
    }

    /// <summary>The form that needs no knowledge of a facet's type.</summary>
    public ObjectGraphType Named { get; }

    /// <summary>The facet of a field; null for composite fields, which each have a type of their own.</summary>
    public ObjectGraphType? For(PropertyType type) => type switch
    {
        PropertyType.String or PropertyType.Counts => text,
        PropertyType.Boolean => flag,
        _ => null,
    };

    /// <summary>Makes a type of facets and that of its terms.</summary>
    public ObjectGraphType Make(string stem, string of, IGraphType value, Func<FacetTerm, object?> read, string origin, bool hasPages)
    {
        var term = types.Registry.Object(stem + "Term", $"A value of a facet: {of}.", origin);
        types.Registry.Add<FacetTerm>(term, "value", ValueText, value, t => read(t), origin);
        AddLabelAndCount(term);
        var facet = types.Registry.Object(stem + "Facet", $"Counts per value: {of}.", origin);
        AddFigures(facet, term);
        if (hasPages)
            types.Registry.Add<FacetNode>(facet, PageInfo, "Where the terms stand among all.", types.PageInfo.NonNull(), f => f.PageInfo);
        return facet;
    }

    private ObjectGraphType MakeNamed()
    {
        var term = types.Registry.Object("NamedTerm", "A value of a facet, whatever its type.", "facets");
        types.Registry.Add<FacetTerm>(term, "value", ValueText, types.Json, t => ValueOutput.Json(t.Value));
        AddLabelAndCount(term);
        var facet = types.Registry.Object("NamedFacet", "A facet in a form that needs no knowledge of its type.", "facets");
        types.Registry.Add<FacetNode>(facet, "name", "The name of the field.", types.String.NonNull(), f => f.Field.Name);
        AddFigures(facet, term);
        return facet;
    }

    private void AddLabelAndCount(ObjectGraphType term)
    {
        types.Registry.Add<FacetTerm>(term, "label", "The value as text, for people.", types.String.NonNull(), t => ValueOutput.Label(t.Value));
        types.Registry.Add<FacetTerm>(
            term, "count", "How many entities have the value: as many as match once it is the filter on this field.", types.Long.NonNull(), t => t.Count);
    }

    private void AddFigures(ObjectGraphType facet, ObjectGraphType term)
    {
        types.Registry.Add<FacetNode>(facet, "total", "How many entities match all conditions but those on this field.", types.Long.NonNull(), f => f.Result.Total);
        types.Registry.Add<FacetNode>(facet, DistinctCount, "How many values there are, null included.", types.Int.NonNull(), f => f.Result.DistinctCount);
        types.Registry.Add<FacetNode>(facet, "missing", "How many entities have no value: the count of null.", types.Long.NonNull(), f => f.Missing);
        types.Registry.Add<FacetNode>(facet, Terms, "The values and their counts.", term.FullList(), f => f.Terms);
    }
}
