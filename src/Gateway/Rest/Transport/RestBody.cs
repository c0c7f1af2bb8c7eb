using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Azul.Gateway.Rest.Transport;

/// <summary>The body of an answer: JSON, compressed if the client takes that, and on its way as soon as there is enough of it.</summary>
internal sealed class RestBody : IAsyncDisposable
{
    private const int FlushThreshold = 64 * 1024;

    private readonly Stream? compression;
    private readonly PipeWriter pipe;
    private long unflushed;

    private RestBody(PipeWriter pipe, Stream? compression)
    {
        this.pipe = pipe;
        this.compression = compression;
        Bytes = new CountingWriter(this);
        Json = new(Bytes, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    /// <summary>Writes JSON.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>Takes bytes that are JSON already; <see cref="Json"/> must have been flushed.</summary>
    public IBufferWriter<byte> Bytes { get; }

    /// <summary>Starts the body of an answer; nothing about its head can change once something is written.</summary>
    public static RestBody Start(HttpContext http, int status = StatusCodes.Status200OK)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (!TakesGzip(http.Request))
            return new(response.BodyWriter, null);
        response.Headers.ContentEncoding = "gzip";
        var compression = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        return new(PipeWriter.Create(compression, new(leaveOpen: true)), compression);
    }

    /// <summary>Sends what was written, if there is much of it.</summary>
    public async ValueTask FlushIfLargeAsync(CancellationToken cancellation)
    {
        if (unflushed < FlushThreshold)
            return;
        unflushed = 0;
        await pipe.FlushAsync(cancellation);
    }

    /// <summary>Sends the rest.</summary>
    public async ValueTask DisposeAsync()
    {
        await Json.DisposeAsync();
        await pipe.FlushAsync();
        if (compression is null)
            return;
        await pipe.CompleteAsync();
        await compression.DisposeAsync();
    }

    private static bool TakesGzip(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var encodings))
            return false;
        var any = encodings.FirstOrDefault(e => e.Value == "*");
        var gzip = encodings.FirstOrDefault(e => e.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase)) ?? any;
        return gzip is not null && (gzip.Quality is null || gzip.Quality > 0);
    }

    private sealed class CountingWriter(RestBody body) : IBufferWriter<byte>
    {
        public void Advance(int count)
        {
            body.unflushed += count;
            body.pipe.Advance(count);
        }

        public Memory<byte> GetMemory(int sizeHint = 0) => body.pipe.GetMemory(sizeHint);

        public Span<byte> GetSpan(int sizeHint = 0) => body.pipe.GetSpan(sizeHint);
    }
}
