namespace Azul.Indexer.Generate;

/// <summary>How many bundles each project has: sizes by Zipf's law, with the exponent that gives the largest project its share.</summary>
internal static class ProjectSizes
{
    private const double LargestShare = 0.4;
    private const int MaxProjects = 500;

    /// <summary>The sizes, largest first; each is at least 1, and together they make up the bundles.</summary>
    public static IReadOnlyList<int> Of(int bundles, bool inOneProject)
    {
        // A handful of bundles is too few for a law.
        return inOneProject || bundles < 10 ? [bundles] : Divide(bundles, Math.Min(MaxProjects, 2 + (int)Math.Sqrt(bundles)));
    }

    private static int[] Divide(int bundles, int projects)
    {
        var exponent = Exponent(projects);
        var sizes = new int[projects];
        sizes[0] = (int)Math.Round(bundles * LargestShare);
        var left = bundles - sizes[0];
        for (var rank = 1; rank < projects; rank++)
        {
            var ideal = (int)Math.Round(bundles * LargestShare * Math.Pow(rank + 1, -exponent));
            var others = projects - rank - 1;
            sizes[rank] = others == 0 ? left : Math.Clamp(ideal, 1, left - others);
            left -= sizes[rank];
        }
        // Rounding must not leave the last project more than its predecessor.
        for (var rank = projects - 1; rank > 1 && sizes[rank] > sizes[rank - 1]; rank--)
            (sizes[rank], sizes[rank - 1]) = (sizes[rank - 1], sizes[rank]);
        return sizes;
    }

    // The sum of rank^-exponent over all ranks must be the inverse of the first one's share.
    private static double Exponent(int projects)
    {
        var (low, high) = (0.0, 10.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (Enumerable.Range(1, projects).Sum(rank => Math.Pow(rank, -middle)) > 1 / LargestShare)
                low = middle;
            else
                high = middle;
        }
        return low;
    }
}
