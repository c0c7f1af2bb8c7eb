using Azul.Plugins.Access;

namespace Azul.Plugins.Repositories.Downloads;

/// <summary>The data files of a repository (<c>spec/service.md</c> §6.1). Safe for concurrent use.</summary>
public interface IFileDownloads
{
    /// <summary>The DRS URI of a file; null where it has none.</summary>
    string? DrsUri(DataFile file);

    /// <summary>Where a file is. Takes one attempt and answers soon.</summary>
    /// <exception cref="AccessRefusedException">The caller may not have the file, or nobody can tell now.</exception>
    /// <exception cref="RepositoryException">The repository cannot say where the file is.</exception>
    Task<DownloadLocation> LocateAsync(DataFile file, Credentials caller, CancellationToken cancellation);
}
