namespace Azul.Indexer.Generate;

/// <summary>An entity of the area as it is written.</summary>
/// <param name="Type">Its schema name, which is the name of its folder.</param>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Metadata">The metadata document.</param>
/// <param name="Descriptor">The descriptor of a data file; null for all other entities.</param>
internal sealed record GeneratedEntity(string Type, Guid Id, string Version, byte[] Metadata, byte[]? Descriptor = null)
{
    public string FileName => $"{Id}_{Version}.json";
}
