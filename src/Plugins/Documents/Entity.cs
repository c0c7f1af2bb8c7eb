using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Azul.Plugins.Documents;

/// <summary>
/// An immutable JSON object: properties in the order in which they were given. Equality and order disregard that order. Not safe for concurrent building,
/// safe for concurrent reading.
/// </summary>
public sealed class Entity : IEquatable<Entity>, IComparable<Entity>, IReadOnlyCollection<KeyValuePair<string, Value>>
{
    private readonly KeyValuePair<string, Value>[] properties;

    public Entity(IEnumerable<KeyValuePair<string, Value>> properties) => this.properties = properties.ToArray();

    public Entity(params (string Name, Value Value)[] properties) =>
        this.properties = Array.ConvertAll(properties, p => KeyValuePair.Create(p.Name, p.Value));

    // Takes the array, which nobody else must have.
    private Entity(KeyValuePair<string, Value>[] properties) => this.properties = properties;

    public static Entity Empty { get; } = new(Array.Empty<(string, Value)>());

    public int Count => properties.Length;

    /// <summary>An entity of an array that nobody changes any more.</summary>
    internal static Entity Of(KeyValuePair<string, Value>[] properties) => new(properties);

    /// <summary>The property of that name, or null where there is none.</summary>
    public Value this[string name] => TryGet(name, out var value) ? value : Value.Null;

    public bool Has(string name) => TryGet(name, out _);

    public bool TryGet(string name, [MaybeNullWhen(false)] out Value value)
    {
        foreach (var property in properties)
        {
            if (property.Key == name)
            {
                value = property.Value;
                return true;
            }
        }
        value = default;
        return false;
    }

    /// <summary>This entity with one more property at the end, or with another value for one that it has.</summary>
    public Entity With(string name, Value value) => Has(name)
        ? new(properties.Select(p => p.Key == name ? KeyValuePair.Create(name, value) : p))
        : new(properties.Append(KeyValuePair.Create(name, value)));

    public Entity Without(string name) => new(properties.Where(p => p.Key != name));

    public ReadOnlySpan<KeyValuePair<string, Value>> AsSpan() => properties;

    public IEnumerator<KeyValuePair<string, Value>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, Value>>)properties).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(Entity? other)
    {
        if (other is null || Count != other.Count)
            return false;
        foreach (var (name, value) in properties)
        {
            if (!other.TryGet(name, out var theirs) || !value.Equals(theirs))
                return false;
        }
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Entity);

    public override int GetHashCode()
    {
        var hash = Count;
        foreach (var (name, value) in properties)
            hash ^= HashCode.Combine(string.GetHashCode(name, StringComparison.Ordinal), value);
        return hash;
    }

    public int CompareTo(Entity? other)
    {
        if (other is null)
            return 1;
        var left = Sorted(properties);
        var right = Sorted(other.properties);
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            var order = string.CompareOrdinal(left[i].Key, right[i].Key);
            if (order == 0)
                order = left[i].Value.CompareTo(right[i].Value);
            if (order != 0)
                return order;
        }
        return left.Length.CompareTo(right.Length);
    }

    public override string ToString() => $"{{{string.Join(",", properties.Select(p => $"\"{p.Key}\":{p.Value}"))}}}";

    private static KeyValuePair<string, Value>[] Sorted(KeyValuePair<string, Value>[] properties)
    {
        var sorted = (KeyValuePair<string, Value>[])properties.Clone();
        Array.Sort(sorted, (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return sorted;
    }
}
