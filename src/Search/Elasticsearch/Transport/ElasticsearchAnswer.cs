using System.Buffers;
using System.Text.Json;

namespace Azul.Search.Elasticsearch.Transport;

/// <summary>An answer as it came over the wire, whole. Its bytes are borrowed: they are gone once it is disposed of.</summary>
internal sealed class ElasticsearchAnswer : IDisposable
{
    private const int FirstBuffer = 64 << 10;

    private byte[] buffer;
    private readonly int length;

    private ElasticsearchAnswer(int status, string? product, byte[] buffer, int length)
    {
        Status = status;
        Product = product;
        this.buffer = buffer;
        this.length = length;
    }

    /// <summary>The status of the answer.</summary>
    public int Status { get; }

    /// <summary>What product the server says it is.</summary>
    public string? Product { get; }

    /// <summary>The JSON of the answer.</summary>
    public ReadOnlyMemory<byte> Body => buffer.AsMemory(0, length);

    /// <summary>The answer as a tree, for what is read now and then.</summary>
    /// <exception cref="StoreException">It is none of Elasticsearch's, whoever sent it.</exception>
    public JsonDocument Parse()
    {
        try
        {
            return JsonDocument.Parse(Body);
        }
        catch (JsonException e)
        {
            throw new StoreException("STORE_ERROR", $"Elasticsearch, or what is between it and this process, answers {Status} with what is not JSON; check the addresses in Azul:Elasticsearch:Nodes", e);
        }
    }

    /// <summary>Reads an answer to its end.</summary>
    public static async Task<ElasticsearchAnswer> ReadAsync(int status, string? product, Stream body, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        var length = 0;
        try
        {
            while (await body.ReadAsync(buffer.AsMemory(length), cancellation) is > 0 and var read)
            {
                length += read;
                if (length == buffer.Length)
                    Grow(ref buffer, length);
            }
            return new(status, product, buffer, length);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    public void Dispose()
    {
        var returned = buffer;
        buffer = [];
        if (returned.Length > 0)
            ArrayPool<byte>.Shared.Return(returned);
    }

    private static void Grow(ref byte[] buffer, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
