using System.Text.Json;

namespace Azul.GraphSchema;

/// <summary>An operation as it is sent.</summary>
/// <param name="Query">The document.</param>
public sealed record GraphRequest(string? Query)
{
    /// <summary>Which operation of the document is meant; null where there is only one.</summary>
    public string? OperationName { get; init; }

    /// <summary>The variables, an object; undefined where there are none.</summary>
    public JsonElement Variables { get; init; }

    /// <summary>Whether only queries are allowed, not mutations (GET).</summary>
    public bool QueriesOnly { get; init; }
}
