namespace Azul.Plugins.Catalogs;

/// <summary>Orders the valid names by how much they look like one that is not.</summary>
internal static class NearestNames
{
    /// <summary>The names in quotes, the most similar first, for a message.</summary>
    public static string Listing(string wrong, IEnumerable<string> valid) => string.Join(", ", valid
        .Distinct(StringComparer.Ordinal)
        .OrderBy(name => Distance(wrong.ToLowerInvariant(), name.ToLowerInvariant()))
        .ThenBy(name => name, StringComparer.Ordinal)
        .Select(name => $"'{name}'"));

    // Levenshtein's distance, a row at a time.
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
