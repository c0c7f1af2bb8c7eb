namespace Azul.Plugins.Repositories.Staging;

/// <summary>A file of a staging area.</summary>
/// <param name="Path">Its path in the area, with slashes.</param>
/// <param name="EntityType">The type of the entity, which is the name of the file's folder.</param>
/// <param name="IsAmbiguous">Whether another file claims to be the same version of the same entity.</param>
internal readonly record struct StagingFile(string Path, string EntityType, bool IsAmbiguous);
