using System.Text;
using Azul.Plugins.Documents;
using Azul.Search.Documents;
using Azul.Search.Elasticsearch.Columns;

namespace Azul.Tests.Search.Elasticsearch;

public sealed class OrderKeyTests
{
    private static readonly Value[] Values =
    [
        Value.Null, true, false, 0L, -1L, 1L, 1L << 40, (1L << 53) + 1, (1L << 53) + 2, long.MaxValue, long.MinValue, -0.5, 1.5, 1e300, -1e300, double.Epsilon,
        "", "\0", "a", "a\0", "a\0b", "a\u0001", "ab", "é", "\uFFFD", "😀", "~null", Value.List(), Value.List(1L), Value.List(1L, Value.Null), Value.List(1L, 2L), Value.List("a", "b"), Value.List("ab"),
    ];

    [Fact]
    public void Keys_are_in_the_order_of_the_values()
    {
        foreach (var left in Values)
        {
            foreach (var right in Values)
            {
                var byKey = Encoding.UTF8.GetBytes(OrderKey.Of(left)).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(OrderKey.Of(right)));
                Assert.True(Math.Sign(byKey) == Math.Sign(ValueOrder.Compare(left, right)), $"{left} and {right}");
            }
        }
    }

    [Fact]
    public void A_value_can_be_read_back()
    {
        foreach (var value in Values)
            Assert.Equal(value, OrderKey.ValueOf(OrderKey.Of(value), []));
        Assert.Equal(new Entity(("lte", 2L), ("gte", Value.Null)), OrderKey.ValueOf(OrderKey.Of(new Entity(("lte", 2L), ("gte", Value.Null))), []));
    }

    [Fact]
    public void A_composite_value_is_ordered_by_its_properties_and_a_quantity_by_its_text()
    {
        Entity[] awards = [new(("prize", "a"), ("year", 2L)), new(("prize", "a"), ("year", 10L)), new(("prize", "a"), ("year", Value.Null)), new(("prize", "ab"), ("year", 1L)), new(("prize", Value.Null), ("year", 1L))];
        Assert.Equal(awards, awards.Reverse().OrderBy(OrderKey.OfComposite, StringComparer.Ordinal));
        Assert.Equal(awards.Select(a => (Value)a), awards.Select(a => OrderKey.ValueOf(OrderKey.OfComposite(a), ["prize", "year"])));
        Entity[] periods = [new(("value", "10"), ("unit", "day")), new(("value", "4"), ("unit", Value.Null)), new(("value", "4"), ("unit", "week"))];
        Assert.Equal(periods, periods.Reverse().OrderBy(OrderKey.OfQuantity, StringComparer.Ordinal));
        Assert.Equal(periods[2], OrderKey.ValueOf(OrderKey.OfQuantity(periods[2]), ["value", "unit"]));
    }

    [Fact]
    public void Equal_numbers_have_one_key()
    {
        Assert.Equal(OrderKey.Of(1L), OrderKey.Of(1.0));
        Assert.Equal(OrderKey.Of(0.0), OrderKey.Of(-0.0));
    }
}
