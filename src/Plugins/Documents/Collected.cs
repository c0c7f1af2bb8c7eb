using System.Runtime.CompilerServices;

namespace Azul.Plugins.Documents;

/// <summary>Items that are collected for an array. As long as they are few, that array is all that is allocated.</summary>
internal ref struct Collected<T>
{
    private Few few;
    private T[]? many;
    private int count;

    public void Add(T item)
    {
        if (many is null && count < Few.Size)
        {
            few[count++] = item;
            return;
        }
        if (many is null)
        {
            many = new T[4 * Few.Size];
            ((ReadOnlySpan<T>)few).CopyTo(many);
        }
        else if (count == many.Length)
        {
            Array.Resize(ref many, 2 * count);
        }
        many[count++] = item;
    }

    public readonly T[] ToArray() => many is null ? ((ReadOnlySpan<T>)few)[..count].ToArray() : many.AsSpan(0, count).ToArray();

    [InlineArray(Size)]
    private struct Few
    {
        public const int Size = 16;

        private T first;
    }
}
