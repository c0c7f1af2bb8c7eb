namespace Azul.Plugins.Repositories.Downloads;

/// <summary>Where a data file can be downloaded (<c>spec/service.md</c> §6.1).</summary>
public abstract record DownloadLocation
{
    private DownloadLocation()
    {
    }

    /// <summary>There. The URL is signed, and good for a short time only.</summary>
    public sealed record Ready(Uri Url) : DownloadLocation;

    /// <summary>Nowhere yet: ask again after a while, with the file as it is here.</summary>
    public sealed record Later(DataFile File, TimeSpan Wait) : DownloadLocation;

    /// <summary>Nowhere: the file is described but not there.</summary>
    public sealed record Nowhere : DownloadLocation;
}
