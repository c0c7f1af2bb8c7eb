using System.Buffers;
using System.Text.Json;

namespace Azul.Plugins.Documents;

/// <summary>
/// A buffer for JSON, and the writer that fills it, both used again and again by one thread: documents are made by the hundred thousand, and a buffer that has to grow for each of them costs more than
/// its bytes.
/// </summary>
/// <remarks>Whoever has it uses it within one method, disposes of it there, and copies the bytes out before.</remarks>
public sealed class JsonBuffer : IDisposable
{
    private const int MaxKept = 1 << 20;

    [ThreadStatic]
    private static JsonBuffer? kept;

    private readonly ArrayBufferWriter<byte> buffer = new(4096);

    private JsonBuffer() => Writer = new(buffer, ValueJson.WriterOptions);

    /// <summary>Writes into the buffer, as <see cref="ValueJson.WriterOptions"/> say.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written
    {
        get
        {
            Writer.Flush();
            return buffer.WrittenSpan;
        }
    }

    /// <summary>An empty buffer.</summary>
    public static JsonBuffer Take()
    {
        var taken = kept ?? new();
        // One that is asked for meanwhile is another one.
        kept = null;
        return taken;
    }

    public void Dispose()
    {
        Writer.Reset();
        buffer.ResetWrittenCount();
        if (buffer.Capacity <= MaxKept)
            kept = this;
    }
}
