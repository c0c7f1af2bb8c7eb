namespace Azul.Search.Elasticsearch.Bulk;

/// <summary>How many bytes are sent in one request: fewer once the server has too much to do, and slowly more again after that. Safe for concurrent use.</summary>
internal sealed class BulkSize
{
    private const int Least = 64 << 10;
    private const int Steps = 8;

    private readonly Lock gate = new();
    private readonly int greatest;
    private int bytes;

    public BulkSize(int greatest) => this.greatest = bytes = greatest;

    public int Bytes
    {
        get
        {
            lock (gate)
                return bytes;
        }
    }

    public void Shrink()
    {
        lock (gate)
            bytes = Math.Max(bytes / 2, Math.Min(Least, greatest));
    }

    public void Grow()
    {
        lock (gate)
            bytes = Math.Min(bytes + Math.Max(greatest / Steps, 1), greatest);
    }
}
