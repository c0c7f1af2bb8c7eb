using System.Buffers.Binary;

namespace Azul.Indexer.Generate;

/// <summary>
/// Random choices that depend only on an id, so that an entity looks the same whenever and wherever it is made up. SplitMix64: unlike the platform's generator,
/// it is the same in every version. Not safe for concurrent use.
/// </summary>
internal sealed class Draw
{
    private ulong state;

    private Draw(ulong state) => this.state = state;

    public static Draw For(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return new(BinaryPrimitives.ReadUInt64BigEndian(bytes) ^ BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
    }

    /// <summary>A number from 0 up to, but not including, the limit.</summary>
    public int Below(int limit) => (int)(Unit() * limit);

    public int Between(int first, int last) => first + Below(last - first + 1);

    public bool Chance(double probability) => Unit() < probability;

    /// <summary>Any of the choices, each as likely as the others.</summary>
    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>One of the choices, the first far more likely than the last.</summary>
    public T PickSkewed<T>(IReadOnlyList<T> choices)
    {
        var unit = Unit();
        return choices[(int)(unit * unit * choices.Count)];
    }

    /// <summary>That many hexadecimal digits.</summary>
    public string Hex(int digits) => string.Concat(Enumerable.Range(0, digits).Select(_ => "0123456789abcdef"[Below(16)]));

    private double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    private ulong Next()
    {
        state += 0x9e3779b97f4a7c15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return mixed ^ (mixed >> 31);
    }
}
