using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;

namespace Azul.Plugins.Aggregation;

/// <summary>
/// What contributions that are combined at the same time have in common. The project of a bundle is in everything that the bundle contributes, and more than half of it; what says the same, byte by
/// byte, is read once, and aggregated once where it stands alone. Safe for concurrent use.
/// </summary>
public sealed class SharedContents
{
    private const int MinSize = 128;
    private const long MaxSize = 2 << 20;

    private readonly ConcurrentDictionary<byte[], Entity> read = new(Bytes.Comparer);
    private readonly ConcurrentDictionary<(InnerEntityType Type, Entity Entity), Entity[]> aggregated = new(SameObjects.Comparer);
    private readonly ConcurrentDictionary<byte[], Entity>.AlternateLookup<ReadOnlySpan<byte>> lookup;
    private long size;

    /// <summary>Writes the documents that are made of them.</summary>
    public ContentsWriter Writer { get; } = new();

    public SharedContents() => lookup = read.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The contents of a contribution.</summary>
    internal Entity Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("The contents of a contribution must be a JSON object");
        var contents = new Collected<KeyValuePair<string, Value>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var innerType = PropertyNames.Read(ref reader);
            reader.Read();
            contents.Add(KeyValuePair.Create(innerType, ReadList(ref reader, json)));
        }
        return reader.Read() ? throw new JsonException("There is text after the contents of a contribution") : Entity.Of(contents.ToArray());
    }

    /// <summary>The aggregation of one inner entity.</summary>
    internal IReadOnlyList<Entity> Aggregate(InnerEntityType type, Entity entity)
    {
        if (!aggregated.TryGetValue((type, entity), out var result))
            aggregated[(type, entity)] = result = [.. InnerEntityAggregation.Aggregate(type, [entity])];
        return result;
    }

    private Value ReadList(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("The contents of a contribution must be a list for each inner entity type");
        var entities = new Collected<Value>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            var ahead = reader;
            ahead.Skip();
            var slice = json[start..(int)ahead.BytesConsumed];
            if (slice.Length < MinSize)
            {
                entities.Add(ValueJson.Read(ref reader));
                continue;
            }
            if (!lookup.TryGetValue(slice, out var entity))
                Keep(slice, entity = ValueJson.Read(ref reader).AsEntity);
            reader = ahead;
            entities.Add(entity);
        }
        return Value.List(entities.ToArray());
    }

    private void Keep(ReadOnlySpan<byte> slice, Entity entity)
    {
        // All is forgotten rather than nothing more remembered: what comes next resembles what came last.
        if (Interlocked.Add(ref size, slice.Length) > MaxSize)
        {
            read.Clear();
            aggregated.Clear();
            Interlocked.Exchange(ref size, slice.Length);
        }
        read.TryAdd(slice.ToArray(), entity);
    }

    private sealed class SameObjects : IEqualityComparer<(InnerEntityType Type, Entity Entity)>
    {
        public static SameObjects Comparer { get; } = new();

        public bool Equals((InnerEntityType Type, Entity Entity) x, (InnerEntityType Type, Entity Entity) y) =>
            ReferenceEquals(x.Type, y.Type) && ReferenceEquals(x.Entity, y.Entity);

        public int GetHashCode((InnerEntityType Type, Entity Entity) obj) =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(obj.Type), RuntimeHelpers.GetHashCode(obj.Entity));
    }

    private sealed class Bytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static Bytes Comparer { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
