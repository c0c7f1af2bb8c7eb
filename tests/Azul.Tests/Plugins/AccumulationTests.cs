using Azul.Plugins.Aggregation;
using Azul.Plugins.Documents;

namespace Azul.Tests.Plugins;

public sealed class AccumulationTests
{
    private static readonly Value Missing = "missing";

    [Fact]
    public void A_set_is_sorted_with_nulls_last() =>
        Assert.Equal(List("a", "b", null), Accumulate(Accumulation.Set(), "b", default, List("a", "b")));

    [Fact]
    public void A_set_keeps_the_first_values_and_looks_at_its_limit_before_each_entity() =>
        Assert.Equal(List("x", "y", "z"), Accumulate(Accumulation.Set(2), "z", List("x", "y"), "a"));

    [Fact]
    public void A_property_that_no_entity_has_has_no_result() =>
        Assert.All(
            [Accumulation.Set(), Accumulation.ListOf(), Accumulation.Max, Accumulation.SingleValue, Accumulation.Frequency(1), Accumulation.SetOfRanges(), Accumulation.ByKey("k", 1)],
            a => Assert.Null(Result(a, Missing)));

    [Fact]
    public void A_list_keeps_duplicates() => Assert.Equal(List("a", "a", "b"), Accumulate(Accumulation.ListOf(100), "b", "a", "a"));

    [Fact]
    public void A_range_is_no_list_of_two_values()
    {
        var (young, old) = (Value.List(1.0, 2.0), Value.List(2.0, Value.Null));
        Assert.Equal(Value.List(young, old), Accumulate(Accumulation.SetOfRanges(100), old, young, old));
    }

    [Fact]
    public void Objects_are_sorted_by_their_keys_with_nulls_where_they_are_wanted()
    {
        Entity a = new(("k", "a"), ("v", "2")), b = new(("k", "b"), ("v", "1")), none = new(("k", Value.Null), ("v", "3"));
        Assert.Equal(Value.List(none, a, b), Accumulate(Accumulation.SetOfEntities(null, NullOrder.First, "k"), b, none, a, b));
        Assert.Equal(Value.List(a, b, Value.Null), Accumulate(Accumulation.SetOfEntities(100, NullOrder.Last, "k"), b, Value.Null, a));
        Assert.Equal(Value.List(b, a), Accumulate(Accumulation.SetOfEntities(null, NullOrder.First, "v"), a, b));
    }

    [Fact]
    public void Least_and_greatest_ignore_nulls()
    {
        Assert.Equal(3, Accumulate(Accumulation.Max, 2, default, 3, 1));
        Assert.Equal("2001", Accumulate(Accumulation.Min, "2002", default, "2001"));
        Assert.Equal(default, Accumulate(Accumulation.Max, Value.Null));
    }

    [Fact]
    public void A_single_value_must_be_one()
    {
        Assert.Equal("a", Accumulate(Accumulation.SingleValue, default, "a", "a", default));
        Assert.Throws<InvalidOperationException>(() => Accumulate(Accumulation.SingleValue, "a", "b"));
    }

    [Fact]
    public void The_most_frequent_come_first_and_ties_in_the_order_of_appearance() => Assert.Equal(
        List("b", "c", "a"),
        Accumulate(Accumulation.Frequency(3), new Entity(("c", 2), ("a", 1)), new Entity(("b", 3)), List("a", "d")));

    [Fact]
    public void Objects_are_kept_by_key_and_must_not_contradict_each_other()
    {
        Entity one = new(("k", "1"), ("v", "x")), two = new(("k", "2")), other = new(("k", "1"), ("v", "y"));
        Assert.Equal(Value.List(one, two), Accumulate(Accumulation.ByKey("k", 100), two, one, one));
        Assert.Equal(Value.List(two), Accumulate(Accumulation.ByKey("k", 1), two, one, other));
        Assert.Throws<InvalidOperationException>(() => Accumulate(Accumulation.ByKey("k", 100), one, other));
    }

    [Fact]
    public void Sums_and_counts_take_one_of_each_key()
    {
        Entity[] entities =
        [
            new(("id", "a"), ("version", "1"), ("p", 1)),
            new(("id", "a"), ("version", "1"), ("p", 10)),
            new(("id", "a"), ("version", "2"), ("p", 100)),
            new(("id", "b"), ("p", Value.Null)),
            new(("id", "c")),
        ];
        Assert.Equal(101, Result(Accumulation.SumOverDistinct("id", "version"), entities));
        Assert.Equal(4, Result(Accumulation.CountDistinct("id", "version"), entities));
        Assert.Equal(3, Result(Accumulation.CountDistinct("id"), entities));
        Assert.Equal(Value.Null, Result(Accumulation.SumOverDistinct("id"), entities[3..]));
        Assert.Equal(1.5, Accumulate(Accumulation.SumOverDistinct("p"), 1, 0.5));
    }

    private static Value Accumulate(Accumulation accumulation, params Value[] values) => Result(accumulation, values)!.Value;

    private static Value? Result(Accumulation accumulation, params Value[] values) =>
        Result(accumulation, [.. values.Select(v => v == Missing ? Entity.Empty : new Entity(("p", v)))]);

    private static Value? Result(Accumulation accumulation, Entity[] entities)
    {
        var accumulator = accumulation.Create("p");
        foreach (var entity in entities)
            accumulator.Add(entity);
        return accumulator.Result;
    }

    private static Value List(params string?[] values) => Value.List(values.Select(v => (Value)v));
}
