namespace Azul.GraphSchema.Naming;

/// <summary>Finds the valid name that a wrong one was probably meant to be.</summary>
internal static class NearestName
{
    /// <summary>The name with the fewest edits between it and the wrong one; null where half of the letters would have to change.</summary>
    public static string? Of(string wrong, IEnumerable<string> valid)
    {
        var (best, distance) = ((string?)null, int.MaxValue);
        foreach (var name in valid)
        {
            var edits = Distance(wrong.ToLowerInvariant(), name.ToLowerInvariant());
            if (edits < distance)
                (best, distance) = (name, edits);
        }
        return distance <= Math.Max(2, wrong.Length / 2) ? best : null;
    }

    private static int Distance(string left, string right)
    {
        var above = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
            above[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substituted = above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(substituted, Math.Min(above[j], current[j - 1]) + 1);
            }
            (above, current) = (current, above);
        }
        return above[right.Length];
    }
}
