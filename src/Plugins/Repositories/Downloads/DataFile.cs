namespace Azul.Plugins.Repositories.Downloads;

/// <summary>A data file that somebody wants to download, and how far an earlier attempt got.</summary>
/// <param name="Uuid">The id of the file.</param>
/// <param name="Version">Its version; null for the latest.</param>
/// <param name="Name">The name under which it is to be saved.</param>
/// <param name="DrsUri">Its DRS URI as documents have it; null where they have none.</param>
/// <param name="Replica">Which copy is wanted; null for any.</param>
/// <param name="Token">What the repository gave out at an earlier attempt.</param>
public sealed record DataFile(string Uuid, string? Version, string Name, string? DrsUri, string? Replica = null, string? Token = null);
