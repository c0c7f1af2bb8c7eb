namespace Azul.Search.Documents;

/// <summary>How the write of one document went.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Error">What went wrong, for <see cref="WriteStatus.Failed"/>.</param>
public readonly record struct WriteOutcome(WriteStatus Status, string? Error = null);
