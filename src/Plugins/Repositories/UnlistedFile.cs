namespace Azul.Plugins.Repositories;

/// <summary>A file of a source that ought to be a bundle but cannot be listed as one, because nothing says which bundle it is.</summary>
/// <param name="File">The file's path in its source.</param>
/// <param name="Reason">What is wrong, and what would be right.</param>
public sealed record UnlistedFile(string File, string Reason);
