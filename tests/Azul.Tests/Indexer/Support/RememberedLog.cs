using System.Collections.Concurrent;
using Azul.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Azul.Tests.Indexer.Support;

/// <summary>Remembers what is logged, and lets a test wait for it. Safe for concurrent use.</summary>
internal sealed class RememberedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = [];
    private readonly SemaphoreSlim written = new(0);

    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>Waits until a line has been logged that holds the text.</summary>
    public async Task<string> WaitForAsync(string text, CancellationToken cancellation)
    {
        using var limit = Patience.Begin(cancellation);
        while (true)
        {
            if (lines.FirstOrDefault(l => l.Contains(text, StringComparison.Ordinal)) is { } line)
                return line;
            await written.WaitAsync(limit.Token);
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lines.Enqueue(formatter(state, exception));
        written.Release();
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
    }
}
