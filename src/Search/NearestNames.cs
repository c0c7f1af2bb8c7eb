namespace Azul.Search;

/// <summary>Finds what somebody may have meant who wrote a name that does not exist.</summary>
internal static class NearestNames
{
    /// <summary>The text <c>; did you mean 'a' or 'b'?</c>, or nothing where no valid name is near.</summary>
    public static string Hint(string wrong, IEnumerable<string> valid)
    {
        var limit = Math.Max(2, wrong.Length / 3);
        var nearest = valid.Select(name => (Name: name, Distance: Distance(wrong, name)))
            .Where(c => c.Distance <= limit)
            .OrderBy(c => c.Distance)
            .ThenBy(c => c.Name, StringComparer.Ordinal)
            .Take(3)
            .Select(c => $"'{c.Name}'")
            .ToArray();
        return nearest.Length == 0 ? "" : $"; did you mean {string.Join(" or ", nearest)}?";
    }

    // Levenshtein, case disregarded, one row of the matrix at a time.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = diagonal + (char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
