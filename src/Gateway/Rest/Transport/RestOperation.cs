using System.Text.Json.Nodes;
using Azul.Plugins.Catalogs;

namespace Azul.Gateway.Rest.Transport;

/// <summary>What a method of an endpoint does. Routing, the checks of parameters, CORS and OpenAPI are derived from it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Summary">What it does, in one line.</param>
/// <param name="Handler">Does it; an answer that is an error is thrown.</param>
internal sealed record RestOperation(string Method, string Summary, Func<RestRequest, Task> Handler)
{
    /// <summary>The parameters that it takes; null if it does not look at any, so that none is refused.</summary>
    public IReadOnlyList<RestParameter>? Parameters { get; init; }

    /// <summary>The statuses with which it may answer, and when, beside those of every operation.</summary>
    public IReadOnlyDictionary<int, string> Statuses { get; init; } = new Dictionary<int, string> { [200] = "All is well." };

    /// <summary>Whether a JSON body may hold the parameters.</summary>
    public bool HoistsBody { get; init; }

    /// <summary>Whether browsers may use it from other sites.</summary>
    public bool IsCors { get; init; } = true;

    /// <summary>The OpenAPI schema of the answer, if it is more than an object.</summary>
    public Func<Catalog, JsonObject>? AnswerSchema { get; init; }

    public bool IsDeprecated { get; init; }
}
