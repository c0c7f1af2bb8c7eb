namespace Azul.Search.Elasticsearch;

/// <summary>Which Elasticsearch the index is on, and how it is spoken to: <c>Azul:Elasticsearch</c> (<see cref="ElasticsearchSettings"/>).</summary>
public sealed record ElasticsearchOptions
{
    /// <summary>The addresses of the nodes to speak to; any that answers will do. <c>http://localhost:9200</c> unless set.</summary>
    public IReadOnlyList<Uri> Nodes { get; init; } = [new("http://localhost:9200")];

    /// <summary>What the names of all indices and aliases start with. <c>azul</c> unless set.</summary>
    public string Prefix { get; init; } = "azul";

    /// <summary>The major version whose form of requests and answers is spoken (<c>compatible-with</c>). 8 unless set, which servers 8.x and 9.x understand.</summary>
    public int CompatibleWith { get; init; } = 8;

    /// <summary>The key to authenticate with, encoded as Elasticsearch gives it out. None unless set.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The user to authenticate as, where that is by password. None unless set.</summary>
    public string? Username { get; init; }

    /// <summary>The password of <see cref="Username"/>.</summary>
    public string? Password { get; init; }

    /// <summary>A PEM file with the certificate of the authority that signs those of the nodes: no other is trusted then. Those that the system trusts unless set.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>How long one attempt at a request may take. 30 seconds unless set.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection may take to be made. 2 seconds unless set.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a search may take with all its attempts. 10 seconds unless set.</summary>
    public TimeSpan SearchTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a request is sent again after the server was overloaded or lost. 4 unless set.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>Whether requests and answers are compressed. False unless set: it pays where the network is slower than the processors.</summary>
    public bool Compression { get; init; }

    /// <summary>The most bytes of documents that are sent in one request; fewer are while the server is overloaded. 8 MiB unless set.</summary>
    public int BulkBytes { get; init; } = 8 << 20;

    /// <summary>How many requests with documents one write sends at a time. 2 unless set.</summary>
    public int BulkConcurrency { get; init; } = 2;

    /// <summary>How many shards each index has. 1 unless set.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>How many copies of each shard there are beside the first. 0 unless set.</summary>
    public int Replicas { get; init; }

    /// <summary>
    /// How long it takes at most until searches see a write; the greatest is a second. Unless set, that is a second while there are searches, and the first one after a while without waits for what it is
    /// to see: nothing is refreshed for nobody, which saves Elasticsearch most of its refreshes and merges.
    /// </summary>
    public TimeSpan? RefreshInterval { get; init; }

    /// <summary>How many buckets a search may make (<c>search.max_buckets</c>): the terms of all facets of a query together. 1,000,000 unless set.</summary>
    public int MaxBuckets { get; init; } = 1_000_000;

    // A certificate that says more than the settings is not printed by accident.
    public override string ToString() => $"{string.Join(", ", Nodes)} ({Prefix})";
}
