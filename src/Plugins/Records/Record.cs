using System.Text.Json;

namespace Azul.Plugins.Records;

/// <summary>A record in a bundle: a JSON object that describes one entity, and has a UUID under <c>document_id</c>.</summary>
/// <param name="Type">The name of the inner entity type whose properties it has. What else it holds is only copied to its replica.</param>
/// <param name="Document">The object.</param>
public readonly record struct Record(string Type, JsonElement Document);
