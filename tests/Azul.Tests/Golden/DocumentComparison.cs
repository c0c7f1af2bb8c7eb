using System.Globalization;
using Azul.Plugins.Documents;

namespace Azul.Tests.Golden;

/// <summary>
/// Compares documents: objects without regard to the order of keys, numbers by value, lists as multisets unless their order means something.
/// </summary>
/// <param name="orderedKeys">Under these keys, at any depth, lists have an order.</param>
internal sealed class DocumentComparison(params IEnumerable<string> orderedKeys)
{
    private readonly HashSet<string> orderedKeys = [.. orderedKeys];

    /// <summary>Fails with the first difference, named by its path, if there is any.</summary>
    public void AssertEqual(Value expected, Value actual, string what)
    {
        if (Canonical(expected, false) != Canonical(actual, false))
            Assert.Fail($"{what}: {Difference(expected, actual, "", false)}");
    }

    /// <summary>A text that equal documents have in common.</summary>
    public string Canonical(Value value, bool isOrdered = false) => value.Kind switch
    {
        ValueKind.List => $"[{string.Join(',', Elements(value, isOrdered))}]",
        ValueKind.Entity => $"{{{string.Join(',', value.AsEntity.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"\"{p.Key}\":{Canonical(p.Value, isOrdered || orderedKeys.Contains(p.Key))}"))}}}",
        ValueKind.Long or ValueKind.Double => value.AsDouble.ToString("R", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private string Difference(Value expected, Value actual, string path, bool isOrdered)
    {
        if (expected.Kind == ValueKind.Entity && actual.Kind == ValueKind.Entity)
        {
            foreach (var key in expected.AsEntity.Concat(actual.AsEntity).Select(p => p.Key).Distinct())
            {
                var below = isOrdered || orderedKeys.Contains(key);
                if (!expected.AsEntity.TryGet(key, out var left))
                    return $"{path}.{key} is not expected: {actual.AsEntity[key]}";
                if (!actual.AsEntity.TryGet(key, out var right))
                    return $"{path}.{key} is missing from {actual}, expected {left}";
                if (Canonical(left, below) != Canonical(right, below))
                    return Difference(left, right, $"{path}.{key}", below);
            }
        }
        if (expected.Kind == ValueKind.List && actual.Kind == ValueKind.List)
        {
            var (left, right) = (Elements(expected, isOrdered), Elements(actual, isOrdered));
            if (expected.AsList.Count == 1 && actual.AsList.Count == 1)
                return Difference(expected.AsList[0], actual.AsList[0], $"{path}[0]", isOrdered);
            if (left.Order(StringComparer.Ordinal).SequenceEqual(right.Order(StringComparer.Ordinal)))
                return $"{path}: the order differs: {string.Join(',', left)} and {string.Join(',', right)}";
            return $"{path}: only expected: {string.Join(',', left.Except(right).Take(3))}; only actual: {string.Join(',', right.Except(left).Take(3))} ({left.Count} and {right.Count} elements)";
        }
        return $"{path}: expected {expected}, but found {actual}";
    }

    private List<string> Elements(Value list, bool isOrdered)
    {
        var elements = list.AsList.Select(e => Canonical(e, isOrdered)).ToList();
        if (!isOrdered)
            elements.Sort(StringComparer.Ordinal);
        return elements;
    }
}
