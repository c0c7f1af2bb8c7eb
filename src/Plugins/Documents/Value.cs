using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Azul.Plugins.Documents;

/// <summary>
/// An immutable JSON value with value equality and a total order.
/// Documents are built of it: contributions, aggregates and the terms of facets.
/// </summary>
/// <remarks>
/// Integers and other numbers are equal when their values are (<c>1</c> and <c>1.0</c>). The order is by kind (null, booleans, numbers, strings, lists,
/// entities), then by value; strings compare by UTF-16 ordinal. <c>default</c> is JSON null.
/// </remarks>
public readonly struct Value : IEquatable<Value>, IComparable<Value>
{
    private readonly object? reference;
    private readonly long bits;

    private Value(ValueKind kind, object? reference, long bits)
    {
        Kind = kind;
        this.reference = reference;
        this.bits = bits;
    }

    public static Value Null => default;

    public ValueKind Kind { get; }

    public bool IsNull => Kind == ValueKind.Null;

    public bool IsNumber => Kind is ValueKind.Long or ValueKind.Double;

    /// <summary>The string; an error for any other kind.</summary>
    public string AsString => Kind == ValueKind.String ? Unsafe.As<string>(reference!) : throw Unexpected(ValueKind.String);

    /// <summary>The string, or null for any other kind.</summary>
    public string? AsStringOrNull => Kind == ValueKind.String ? Unsafe.As<string>(reference!) : null;

    public bool AsBoolean => Kind == ValueKind.Boolean ? bits != 0 : throw Unexpected(ValueKind.Boolean);

    public long AsLong => Kind == ValueKind.Long ? bits : throw Unexpected(ValueKind.Long);

    /// <summary>The number, whether it is an integer or not.</summary>
    public double AsDouble => Kind switch
    {
        ValueKind.Long => bits,
        ValueKind.Double => BitConverter.Int64BitsToDouble(bits),
        _ => throw Unexpected(ValueKind.Double),
    };

    public IReadOnlyList<Value> AsList => Kind == ValueKind.List ? Unsafe.As<Value[]>(reference!) : throw Unexpected(ValueKind.List);

    public Entity AsEntity => Kind == ValueKind.Entity ? Unsafe.As<Entity>(reference!) : throw Unexpected(ValueKind.Entity);

    /// <summary>The elements of a list; a value of any other kind is its own only element.</summary>
    public ElementsOf Elements => new(this);

    public static implicit operator Value(string? value) => value is null ? default : new(ValueKind.String, value, 0);

    public static implicit operator Value(bool value) => new(ValueKind.Boolean, null, value ? 1 : 0);

    public static implicit operator Value(bool? value) => value is { } v ? v : default(Value);

    public static implicit operator Value(long value) => new(ValueKind.Long, null, value);

    public static implicit operator Value(long? value) => value is { } v ? v : default(Value);

    public static implicit operator Value(double value) => new(ValueKind.Double, null, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Value(Entity? value) => value is null ? default : new(ValueKind.Entity, value, 0);

    public static implicit operator Value(Value[] values) => List(values);

    public static bool operator ==(Value left, Value right) => left.Equals(right);

    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    public static Value List(params Value[] values) => new(ValueKind.List, values, 0);

    public static Value List(IEnumerable<Value> values) => new(ValueKind.List, values.ToArray(), 0);

    public static Value List(IEnumerable<string> values) => List(values.Select(v => (Value)v));

    public bool Equals(Value other)
    {
        if (Kind != other.Kind)
            return IsNumber && other.IsNumber && AsDouble.Equals(other.AsDouble);
        return Kind switch
        {
            ValueKind.Null => true,
            ValueKind.Boolean or ValueKind.Long => bits == other.bits,
            ValueKind.Double => AsDouble.Equals(other.AsDouble),
            ValueKind.String => string.Equals(AsString, other.AsString, StringComparison.Ordinal),
            ValueKind.List => AsList.SequenceEqual(other.AsList),
            _ => AsEntity.Equals(other.AsEntity),
        };
    }

    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    public override int GetHashCode() => Kind switch
    {
        ValueKind.Null => 0,
        ValueKind.Boolean => bits != 0 ? 1 : 2,
        ValueKind.Long or ValueKind.Double => AsDouble.GetHashCode(),
        ValueKind.String => string.GetHashCode(AsString, StringComparison.Ordinal),
        ValueKind.List => HashOf(Unsafe.As<Value[]>(reference!)),
        _ => AsEntity.GetHashCode(),
    };

    public int CompareTo(Value other)
    {
        var order = Rank.CompareTo(other.Rank);
        if (order != 0)
            return order;
        return Kind switch
        {
            ValueKind.Null => 0,
            ValueKind.Boolean => bits.CompareTo(other.bits),
            ValueKind.Long when other.Kind == ValueKind.Long => bits.CompareTo(other.bits),
            ValueKind.Long or ValueKind.Double => AsDouble.CompareTo(other.AsDouble),
            ValueKind.String => string.CompareOrdinal(AsString, other.AsString),
            ValueKind.List => Compare(AsList, other.AsList),
            _ => AsEntity.CompareTo(other.AsEntity),
        };
    }

    /// <summary>JSON text, for messages and debugging.</summary>
    public override string ToString() => Kind switch
    {
        ValueKind.Null => "null",
        ValueKind.Boolean => bits != 0 ? "true" : "false",
        ValueKind.Long => bits.ToString(CultureInfo.InvariantCulture),
        ValueKind.Double => AsDouble.ToString("R", CultureInfo.InvariantCulture),
        ValueKind.String => $"\"{AsString}\"",
        ValueKind.List => $"[{string.Join(",", AsList)}]",
        _ => AsEntity.ToString(),
    };

    internal static int Compare(IReadOnlyList<Value> left, IReadOnlyList<Value> right)
    {
        for (var i = 0; i < left.Count && i < right.Count; i++)
        {
            var order = left[i].CompareTo(right[i]);
            if (order != 0)
                return order;
        }
        return left.Count.CompareTo(right.Count);
    }

    private static int HashOf(Value[] values)
    {
        var hash = new HashCode();
        foreach (var value in values)
            hash.Add(value);
        return hash.ToHashCode();
    }

    private int Rank => Kind == ValueKind.Double ? (int)ValueKind.Long : (int)Kind;

    private InvalidOperationException Unexpected(ValueKind wanted) => new($"Expected a value of type {wanted}, but found {Kind}: {this}");

    /// <summary>Enumerates the elements of a value without allocating.</summary>
    public readonly struct ElementsOf(Value value) : IEnumerable<Value>
    {
        public Enumerator GetEnumerator() => new(value);

        IEnumerator<Value> IEnumerable<Value>.GetEnumerator() => GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public struct Enumerator(Value value) : IEnumerator<Value>
        {
            private readonly Value[]? list = value.Kind == ValueKind.List ? Unsafe.As<Value[]>(value.reference!) : null;
            private int index = -1;

            public readonly Value Current => list is null ? value : list[index];

            readonly object IEnumerator.Current => Current;

            public bool MoveNext() => ++index < (list?.Length ?? 1);

            public void Reset() => index = -1;

            public readonly void Dispose()
            {
            }
        }
    }
}
