namespace Azul.Tests.Indexer.Histories;

/// <summary>The process has died.</summary>
internal sealed class CrashException() : OperationCanceledException("the process has died");
