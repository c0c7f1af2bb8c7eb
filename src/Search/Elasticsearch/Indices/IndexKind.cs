namespace Azul.Search.Elasticsearch.Indices;

/// <summary>The indices that a generation of a catalog consists of.</summary>
internal enum IndexKind
{
    Contributions,
    Aggregates,
    Replicas,
}
