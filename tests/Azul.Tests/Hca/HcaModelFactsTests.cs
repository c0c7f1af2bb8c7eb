using System.Text.Json;
using Azul.Plugins.Aggregation;
using Azul.Plugins.Hca;
using Azul.Plugins.Metadata;
using Azul.Tests.Golden;

namespace Azul.Tests.Hca;

/// <summary>Compares what is declared with the facts about the original.</summary>
public sealed class HcaModelFactsTests
{
    private const string Facts = "spec/plugins/hca.json";

    private static readonly MetadataModel Model = new HcaPlugin().Model;

    [Fact]
    public void Fields_have_the_names_paths_and_order_of_the_original()
    {
        var expected = GoldenBundle.Parse(Facts).GetProperty("fields").EnumerateArray()
            .Where(f => f.GetProperty("path").ValueKind == JsonValueKind.Array)
            .Select(f => $"{f.GetProperty("name")} {f.GetProperty("path_dotted")} facet={f.GetProperty("facet")}");
        Assert.Equal(expected, Model.Fields.Select(f => $"{f.Name} {string.Join('.', f.Path)} facet={f.IsFacet}"));
    }

    [Fact]
    public void Facets_have_the_order_of_the_original() =>
        Assert.Equal(Texts(GoldenBundle.Parse(Facts).GetProperty("facets")), Model.Facets.Select(f => f.Name));

    [Fact]
    public void Fields_that_the_original_cannot_sort_by_are_not_sortable()
    {
        var expected = GoldenBundle.Parse(Facts).GetProperty("fields").EnumerateArray()
            .Where(f => f.TryGetProperty("sort_caveat", out _))
            .Select(f => f.GetProperty("name").GetString());
        Assert.Equal(expected.Order(), Model.Fields.Where(f => !f.IsSortable).Select(f => f.Name).Order());
    }

    [Fact]
    public void Fields_are_present_where_the_original_has_them()
    {
        foreach (var field in GoldenBundle.Parse(Facts).GetProperty("fields").EnumerateArray().Where(f => f.GetProperty("path").ValueKind == JsonValueKind.Array))
        {
            var declared = Model.Field(field.GetProperty("name").GetString()!)!;
            Assert.Equal(Texts(field.GetProperty("present_in")).Order(), Model.ExposedTypes.Where(t => t.Holds(declared)).Select(t => t.Name).Order());
        }
    }

    [Fact]
    public void Inner_entities_have_the_properties_of_the_original()
    {
        foreach (var type in GoldenBundle.Parse(Facts).GetProperty("inner_entities").EnumerateObject())
        {
            // The original declares this one, but has it nowhere.
            if (type.Name == "total_estimated_cells")
                continue;
            var expected = type.Value.GetProperty("fields").EnumerateObject().Select(f => Describe(f.Name, f.Value)).Order();
            Assert.Equal(expected, Model.InnerType(type.Name).Properties.Select(Describe).Order());
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
                .Where(p => c.Value == InnerForm.Groups || !p.Accumulation.IsOnlyAggregated)
                .Select(p => $"{c.Key}.{p.Name}: {(c.Value == InnerForm.Groups ? Describe(p) : "copied")}"));
            Assert.Equal(expected.Order(), actual.Order());

            string Describe(Property property) => property.Name == "count" ? "distinct(sum)" : AccumulationOf(property.Accumulation);
        }
    }

    [Fact]
    public void Entity_types_are_offered_as_in_the_original()
    {
        var expected = GoldenBundle.Parse(Facts).GetProperty("indices").EnumerateObject().Select(i =>
            $"{i.Name} {i.Value.GetProperty("default_sort")} {i.Value.GetProperty("default_order")} {i.Value.GetProperty("max_page_size")} {!i.Value.GetProperty("access_limited_to_accessible_sources").GetBoolean()}");
        Assert.Equal(expected.Order(), Model.ExposedTypes.Select(t =>
            $"{t.Name} {t.Exposure!.DefaultSort} {(t.Exposure.DefaultDescending ? "desc" : "asc")} {t.Exposure.MaxPageSize} {t.IsHub}").Order());
    }

    [Fact]
    public void The_summary_has_the_properties_of_the_original() => Assert.Equal(
        GoldenBundle.Parse(Facts).GetProperty("summary").EnumerateArray().Select(p => p.GetProperty("property").GetString()),
        Model.Summary.Select(p => p.Name));

    private static IEnumerable<string?> Texts(JsonElement list) => list.EnumerateArray().Select(e => e.GetString());

    private static string Describe(string name, JsonElement fact)
    {
        if (fact.GetProperty("type").GetString() != "object")
            return $"{name}: {fact.GetProperty("type")}{(fact.GetProperty("array").GetBoolean() ? " list" : "")}";
        // Single files are not counted, though the original declares it of matrices.
        var nested = fact.GetProperty("fields").EnumerateObject().Where(f => f.Name != "count").Select(f => Describe(f.Name, f.Value)).Order();
        return $"{name}: {{{string.Join(", ", nested)}}}";
    }

    private static string Describe(Property property) => property.Type == PropertyType.Entities
        ? $"{property.Name}: {{{string.Join(", ", property.Properties.Select(Describe).Order())}}}"
        : $"{property.Name}: {TypeOf(property)}{(property.IsList ? " list" : "")}";

    private static string TypeOf(Property property) => (property.Type, property.IsNullable) switch
    {
        (PropertyType.String, true) => "null_str",
        (PropertyType.String, false) => property.Name == "uuid" ? "pass_thru_uuid4" : "pass_thru_str",
        (PropertyType.Long, true) => "null_int",
        (PropertyType.Long, false) => "pass_thru_int",
        (PropertyType.Boolean, true) => "null_bool",
        (PropertyType.DateTime, true) => "null_datetime",
        (PropertyType.Composite, true) => "value_and_unit",
        (PropertyType.Composite, false) => property.Name == "accessions" ? "nested_accession" : "nested_tissue_atlas",
        (PropertyType.Range, false) => "closed_range_float",
        (PropertyType.Counts, false) => "pass_thru_json",
        _ => property.Type.ToString(),
    };

    private static string AccumulationOf(Accumulation accumulation) => accumulation switch
    {
        SetAccumulation { MaxSize: { } size } => $"set({size})",
        SetAccumulation => "set",
        RangeSetAccumulation { MaxSize: { } size } => $"set({size})",
        EntitySetAccumulation { MaxSize: { } size } set => $"set_of_dict({size}; order by {string.Join(',', set.OrderBy)})",
        EntitySetAccumulation set => $"set_of_dict(order by {string.Join(',', set.OrderBy)})",
        ListAccumulation { MaxSize: { } size } => $"list({size})",
        ByKeyAccumulation byKey => $"dict({byKey.MaxSize}; key {byKey.Key})",
        FrequencyAccumulation frequency => $"frequency_set({frequency.MaxSize})",
        DistinctSumAccumulation => "distinct(sum)",
        DistinctCountAccumulation => "unique_value_count",
        ExtremeAccumulation { IsMax: true } => "max",
        ExtremeAccumulation => "min",
        SingleValueAccumulation => "single_value",
        DroppedAccumulation => "dropped",
        _ => accumulation.ToString(),
    };
}
