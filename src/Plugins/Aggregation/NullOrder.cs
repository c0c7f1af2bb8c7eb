namespace Azul.Plugins.Aggregation;

/// <summary>Where nulls stand in a sorted list.</summary>
public enum NullOrder
{
    First,
    Last,
}
