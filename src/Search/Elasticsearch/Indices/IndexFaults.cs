namespace Azul.Search.Elasticsearch.Indices;

/// <summary>What is said about indices that are not there.</summary>
internal static class IndexFaults
{
    public static StoreException Missing(GenerationRef generation) => generation.Number is { } number
        ? new("UNKNOWN_GENERATION", $"The catalog {generation.Catalog} has no generation {number}")
        : new("NO_INDEX", $"The catalog {generation.Catalog} has no index: run 'create'");

    public static StoreException NoState(string name) => new("NO_INDEX", $"There is no index {name}: run 'create'");
}
