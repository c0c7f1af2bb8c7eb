namespace Azul.Indexer.Commands;

/// <summary>The user has stopped a command.</summary>
/// <param name="howToGoOn">What was done by then, and how to go on.</param>
internal sealed class StoppedException(string howToGoOn) : OperationCanceledException(howToGoOn);
