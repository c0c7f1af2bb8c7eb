using System.Text;
using Azul.Tests.Support;

namespace Azul.Tests.Indexer.Commands;

/// <summary>Output that tells when a text was written to it.</summary>
internal sealed class WatchedWriter(string awaited) : TextWriter
{
    private readonly StringBuilder written = new();
    private readonly TaskCompletionSource seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done once the text was written.</summary>
    public Task Seen => seen.Task.WithPatience(TestContext.Current.CancellationToken);

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (written)
        {
            if (written.Append(value).ToString().Contains(awaited, StringComparison.Ordinal))
                seen.TrySetResult();
        }
    }
}
