using System.Text.Json;
using Azul.Plugins.Aggregation;
using Azul.Plugins.Anvil;
using Azul.Plugins.Metadata;
using Azul.Tests.Golden;

namespace Azul.Tests.Anvil;

/// <summary>Compares what is declared with the facts about the original.</summary>
public sealed class AnvilModelFactsTests
{
    private const string Facts = "spec/plugins/anvil.json";

    // The original declares these to be single values, but they are lists in almost all documents.
    private static readonly string[] ListsInFact = ["activities.assay_type", "activities.data_modality", "donors.reported_ethnicity"];

    private static readonly MetadataModel Model = new AnvilPlugin().Model;

    [Fact]
    public void Fields_have_the_names_paths_and_order_of_the_original()
    {
        var expected = Items("fields")
            .Where(f => f.GetProperty("path").ValueKind == JsonValueKind.Array)
            .Select(f => $"{f.GetProperty("name")} {f.GetProperty("path_dotted")} facet={f.GetProperty("facet")}");
        Assert.Equal(expected, Model.Fields.Select(f => $"{f.Name} {string.Join('.', f.Path)} facet={f.IsFacet}"));
    }

    [Fact]
    public void Facets_have_the_order_of_the_original() => Assert.Equal(Texts(GoldenBundle.Parse(Facts).GetProperty("facets")), Model.Facets.Select(f => f.Name));

    [Fact]
    public void Fields_that_the_original_cannot_sort_by_are_not_sortable() => Assert.Equal(
        Items("fields").Where(f => f.TryGetProperty("sort_caveat", out _)).Select(f => f.GetProperty("name").GetString()).Order(),
        Model.Fields.Where(f => !f.IsSortable).Select(f => f.Name).Order());

    [Fact]
    public void Entity_types_are_offered_in_the_order_of_the_original() =>
        Assert.Equal(Texts(GoldenBundle.Parse(Facts).GetProperty("entity_types").GetProperty("exposed_by_rest")), Model.ExposedTypes.Select(t => t.Name));

    [Fact]
    public void Entity_types_are_offered_as_in_the_original()
    {
        var expected = GoldenBundle.Parse(Facts).GetProperty("indices").EnumerateObject().Select(i =>
            $"{i.Name} {i.Value.GetProperty("default_sort")} {i.Value.GetProperty("default_order")} {i.Value.GetProperty("max_page_size")} {!i.Value.GetProperty("access_limited_to_accessible_sources").GetBoolean()}");
        Assert.Equal(expected.Order(), Model.ExposedTypes.Select(t =>
            $"{t.Name} {t.Exposure!.DefaultSort} {(t.Exposure.DefaultDescending ? "desc" : "asc")} {t.Exposure.MaxPageSize} {t.IsHub}").Order());
    }

    [Fact]
    public void Inner_entities_have_the_properties_of_the_original()
    {
        foreach (var type in GoldenBundle.Parse(Facts).GetProperty("inner_entities").EnumerateObject())
        {
            var expected = type.Value.GetProperty("fields").EnumerateObject()
                .Select(f => $"{f.Name}: {f.Value.GetProperty("type")} list={f.Value.GetProperty("array").GetBoolean() || ListsInFact.Contains($"{type.Name}.{f.Name}")}");
            Assert.Equal(expected.Order(), Model.InnerType(type.Name).Properties.Select(p => $"{p.Name}: {TypeOf(p)} list={p.IsList}").Order());
        }
    }

    [Fact]
    public void Outer_entities_hold_and_aggregate_what_they_do_in_the_original()
    {
        foreach (var outer in GoldenBundle.Parse(Facts).GetProperty("outer_entities").EnumerateObject())
        {
            var type = Model.EntityType(outer.Name)!;
            var expected = outer.Value.GetProperty("contents").EnumerateObject()
                .SelectMany(i => i.Value.GetProperty("fields").EnumerateObject().Select(f => $"{i.Name}.{f.Name}: {f.Value}"));
            var actual = type.Contents.SelectMany(c => Model.InnerType(c.Key).Properties
                .Where(p => type.Holds(c.Key, p) && (p.Name != "description" || outer.Name is "bundles" or "datasets"))
                .Select(p => $"{c.Key}.{p.Name}: {(c.Value == InnerForm.Groups ? AccumulationOf(p.Accumulation) : "copied")}"));
            Assert.Equal(expected.Order(), actual.Order());
        }
    }

    [Fact]
    public void The_summary_has_the_properties_of_the_original() =>
        Assert.Equal(Items("summary").Select(p => p.GetProperty("property").GetString()), Model.Summary.Select(p => p.Name));

    private static JsonElement[] Items(string name) => [.. GoldenBundle.Parse(Facts).GetProperty(name).EnumerateArray()];

    private static IEnumerable<string?> Texts(JsonElement list) => list.EnumerateArray().Select(e => e.GetString());

    private static string TypeOf(Property property) => (property.Type, property.IsNullable) switch
    {
        (PropertyType.String, true) => "null_str",
        (PropertyType.Long, true) => "null_int",
        (PropertyType.Long, false) => "pass_thru_int",
        (PropertyType.Boolean, true) => "null_bool",
        (PropertyType.Range, true) => "pass_thru_json",
        _ => property.Type.ToString(),
    };

    private static string AccumulationOf(Accumulation accumulation) => accumulation switch
    {
        SetAccumulation { MaxSize: { } size } => $"set({size})",
        EntitySetAccumulation { MaxSize: { } size } set => $"set_of_dict({size}; order by {string.Join(',', set.OrderBy)})",
        DistinctCountAccumulation => "distinct(sum)",
        _ => accumulation.ToString(),
    };
}
