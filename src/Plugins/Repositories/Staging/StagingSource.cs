namespace Azul.Plugins.Repositories.Staging;

/// <summary>A configured staging area.</summary>
/// <param name="Spec">The specification as configured. Its text is the source's id.</param>
/// <param name="Area">The folder.</param>
/// <param name="FileUrlBase">URL of the folder of data files, without a slash at its end; null where they cannot be downloaded.</param>
internal sealed record StagingSource(SourceSpec Spec, StagingArea Area, string? FileUrlBase)
{
    public string Id { get; } = Spec.ToString();
}
