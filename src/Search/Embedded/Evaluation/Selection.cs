namespace Azul.Search.Embedded.Evaluation;

/// <summary>Keeps the first items of many in an order, without sorting the rest.</summary>
internal sealed class Selection<T>(int size, Comparison<T> order)
{
    private readonly List<T> kept = [];
    private bool isCut;

    public void Add(T item)
    {
        if (size == 0 || (isCut && order(item, kept[size - 1]) >= 0))
            return;
        kept.Add(item);
        if (kept.Count >= 2L * size + 64)
            Cut();
    }

    /// <summary>The first items, in order.</summary>
    public List<T> ToList()
    {
        Cut();
        return kept;
    }

    private void Cut()
    {
        kept.Sort(order);
        if (kept.Count < size)
            return;
        kept.RemoveRange(size, kept.Count - size);
        isCut = true;
    }
}
