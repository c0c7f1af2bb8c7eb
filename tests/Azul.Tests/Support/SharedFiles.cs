namespace Azul.Tests.Support;

/// <summary>The specifications, golden data and servers that lie in <c>../shared</c> beside the checkout, where they are there at all.</summary>
internal static class SharedFiles
{
    /// <summary>The folder of the solution.</summary>
    public static string RepositoryRoot { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The full path of a shared file or folder. Skips the test where the checkout has no shared folder.</summary>
    public static string Path(string relative)
    {
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(RepositoryRoot, "..", "shared", relative));
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"../shared/{relative} is not beside the checkout");
        return path;
    }

    private static string FindRoot(string folder)
    {
        for (var candidate = new DirectoryInfo(folder); candidate is not null; candidate = candidate.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(candidate.FullName, "Azul.sln")))
                return candidate.FullName;
        }
        throw new InvalidOperationException($"No folder above {folder} holds Azul.sln");
    }
}
