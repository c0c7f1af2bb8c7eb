using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Azul.Indexer.Queues.Dumps;

/// <summary>A file of messages, one on each line.</summary>
internal static class DumpFile
{
    /// <summary>The messages, with the numbers of their lines.</summary>
    /// <exception cref="QueueException">A line is no message.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async IAsyncEnumerable<(int Line, DumpedMessage Message)> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancellation))
        {
            number++;
            if (line.Length > 0)
                yield return (number, Parse(path, number, line));
        }
    }

    private static DumpedMessage Parse(string path, int number, string line)
    {
        try
        {
            return DumpedMessage.Parse(line);
        }
        catch (JsonException e)
        {
            throw new QueueException("DUMP_INVALID", $"{path}, line {number}: it is no message of a dump: {e.Message}", e);
        }
    }
}
