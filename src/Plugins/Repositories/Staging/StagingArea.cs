using Azul.Plugins.Documents;

namespace Azul.Plugins.Repositories.Staging;

/// <summary>
/// A staging area in a local folder. The names of its files are listed once, and again after files were added or removed; contents are read when they are asked for.
/// Safe for concurrent use.
/// </summary>
internal sealed class StagingArea(string folder, TimeProvider time)
{
    // Folders tell times to some milliseconds: a change so shortly before a listing could be followed by another at the same time.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock listing = new();
    private State? state;

    /// <summary>The names now.</summary>
    /// <exception cref="RepositoryException">The area cannot be read.</exception>
    public StagingListing ListAgain()
    {
        lock (listing)
        {
            try
            {
                return Refresh().Listing;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new RepositoryException("STAGING_AREA_UNREADABLE", $"The staging area '{folder}' cannot be listed: {e.Message}", e);
            }
        }
    }

    /// <summary>Reads a bundle: its links, and the metadata and descriptors of what they link.</summary>
    /// <exception cref="BundleException">A file is missing or malformed.</exception>
    /// <exception cref="RepositoryException">The area cannot be read.</exception>
    public Bundle Fetch(SourcedBundle bundle)
    {
        try
        {
            return new StagingBundleReader(folder, List(Patience), bundle).Read();
        }
        catch (BundleException e) when (e.Code is StagingBundleReader.NotFound or StagingBundleReader.FileMissing)
        {
            // What was not there may have come since.
            return new StagingBundleReader(folder, List(TimeSpan.Zero), bundle).Read();
        }
    }

    /// <summary>The names, at most that old; but while an area keeps changing, listing it must not take more than a tenth of the time.</summary>
    private StagingListing List(TimeSpan age)
    {
        if (Volatile.Read(ref state) is not { } current)
            return ListAgain();
        var goodFor = current.Took * 10 > age ? current.Took * 10 : age;
        return time.GetElapsedTime(current.CheckedAt) < goodFor ? current.Listing : ListAgain();
    }

    private State Refresh()
    {
        var folders = StagingFolders.Of(folder);
        if (state is { IsSettled: true } current && current.Folders.SameAs(folders))
            return state = current with { CheckedAt = time.GetTimestamp() };
        var start = time.GetTimestamp();
        var settled = time.GetUtcNow().UtcDateTime - folders.Changes.Max() > Settling;
        var names = StagingListing.Of(folders);
        return state = new(folders, names, settled, time.GetElapsedTime(start), time.GetTimestamp());
    }

    private sealed record State(StagingFolders Folders, StagingListing Listing, bool IsSettled, TimeSpan Took, long CheckedAt);
}
