namespace Azul.Plugins.Naming;

/// <summary>What somebody may have meant who wrote a name that does not exist. Case is disregarded.</summary>
public static class NearestNames
{
    private const int MostHints = 3;

    /// <summary>The valid name with the fewest edits between it and the wrong one; null where half of the letters would have to change.</summary>
    public static string? Nearest(string wrong, IEnumerable<string> valid) =>
        ByDistance(wrong, valid).Where(c => c.Distance <= Math.Max(2, wrong.Length / 2)).Select(c => c.Name).FirstOrDefault();

    /// <summary>The text <c>; did you mean 'a' or 'b'?</c>, or nothing where no valid name is near.</summary>
    public static string Hint(string wrong, IEnumerable<string> valid)
    {
        var nearest = ByDistance(wrong, valid).Where(c => c.Distance <= Math.Max(2, wrong.Length / 3)).Take(MostHints).Select(c => $"'{c.Name}'").ToArray();
        return nearest.Length == 0 ? "" : $"; did you mean {string.Join(" or ", nearest)}?";
    }

    /// <summary>All valid names in quotes, the most similar first.</summary>
    public static string Listing(string wrong, IEnumerable<string> valid) => string.Join(", ", ByDistance(wrong, valid).Select(c => $"'{c.Name}'"));

    private static IEnumerable<(string Name, int Distance)> ByDistance(string wrong, IEnumerable<string> valid) => valid
        .Distinct(StringComparer.Ordinal)
        .Select(name => (Name: name, Distance: Distance(wrong.ToLowerInvariant(), name.ToLowerInvariant())))
        .OrderBy(c => c.Distance)
        .ThenBy(c => c.Name, StringComparer.Ordinal);

    // Levenshtein's distance, one row of the matrix at a time.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
