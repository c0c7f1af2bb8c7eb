using System.Text.Json.Nodes;
using Azul.Gateway.Rest.Transport;
using Azul.Plugins.Catalogs;

namespace Azul.Gateway.Rest.OpenApi;

/// <summary>The OpenAPI document of the endpoints that are served. What depends on a catalog is shown for the default one.</summary>
internal static class OpenApiDocument
{
    private const string Title = "azul";

    // What every operation may answer, beside what it declares itself.
    private static readonly (int Status, string Description)[] CommonStatuses =
    [
        (401, "The header Authorization holds no bearer token, or one that is not valid."),
        (413, "The URL is too long."),
        (415, "The request has a content type other than JSON."),
        (503, "The index does not answer."),
    ];

    public static JsonObject Of(IEnumerable<RestEndpoint> endpoints, Catalog catalog, string baseUrl)
    {
        var served = endpoints.ToArray();
        var paths = new JsonObject();
        foreach (var endpoint in served)
            paths[endpoint.Template] = PathOf(endpoint, catalog);
        return new()
        {
            ["openapi"] = "3.0.1",
            ["info"] = new JsonObject
            {
                ["title"] = Title,
                ["description"] = $"Faceted queries over the metadata of files, and what they belong to. Catalog: {catalog.Name}.",
                ["version"] = "9.2",
            },
            ["tags"] = new JsonArray([.. served.Select(e => e.Tag).Distinct().Select(tag => (JsonNode)new JsonObject { ["name"] = tag })]),
            ["paths"] = paths,
            ["servers"] = new JsonArray(new JsonObject { ["url"] = baseUrl + "/" }),
            ["components"] = Components(),
            ["security"] = new JsonArray(new JsonObject(), new JsonObject { [Title] = new JsonArray() }),
        };
    }

    private static JsonObject PathOf(RestEndpoint endpoint, Catalog catalog)
    {
        var path = new JsonObject();
        if (endpoint.PathParameters.Count > 0)
            path["parameters"] = Parameters(endpoint.PathParameters, "path", catalog);
        foreach (var operation in endpoint.Operations)
            path[operation.Method.ToLowerInvariant()] = OperationOf(endpoint, operation, catalog);
        return path;
    }

    private static JsonObject OperationOf(RestEndpoint endpoint, RestOperation operation, Catalog catalog)
    {
        var result = new JsonObject
        {
            ["summary"] = operation.Summary,
            ["tags"] = new JsonArray(endpoint.Tag),
        };
        if (operation.IsDeprecated)
            result["deprecated"] = true;
        if (operation.Parameters is { Count: > 0 } parameters)
        {
            result["parameters"] = Parameters(parameters, "query", catalog);
            if (operation.HoistsBody)
                result["requestBody"] = Body(parameters, catalog);
        }
        result["responses"] = Responses(operation, catalog);
        return result;
    }

    private static JsonArray Parameters(IEnumerable<RestParameter> parameters, string place, Catalog catalog) =>
        new([.. parameters.Select(p => (JsonNode)ParameterOf(p, place, catalog))]);

    private static JsonObject ParameterOf(RestParameter parameter, string place, Catalog catalog)
    {
        var result = new JsonObject
        {
            ["name"] = parameter.Name,
            ["in"] = place,
            ["required"] = place == "path" || parameter.IsRequired,
            ["description"] = parameter.Description,
        };
        if (parameter.IsJson)
            result["content"] = Json(parameter.Schema(catalog));
        else
            result["schema"] = parameter.Schema(catalog);
        return result;
    }

    // In the body, too, a parameter that is JSON is a string that holds JSON.
    private static JsonObject Body(IEnumerable<RestParameter> parameters, Catalog catalog)
    {
        var properties = new JsonObject();
        foreach (var parameter in parameters)
        {
            var schema = parameter.IsJson ? new() { ["type"] = "string" } : parameter.Schema(catalog);
            schema["description"] = parameter.Description;
            properties[parameter.Name] = schema;
        }
        return new()
        {
            ["description"] = "The same parameters; each may be here or in the query.",
            ["content"] = Json(new() { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false }),
        };
    }

    private static JsonObject Responses(RestOperation operation, Catalog catalog)
    {
        var responses = new JsonObject();
        var own = operation.Statuses.Select(s => (Status: s.Key, Description: s.Value));
        foreach (var (status, description) in own.Concat(CommonStatuses.Where(s => !operation.Statuses.ContainsKey(s.Status))).OrderBy(s => s.Status))
        {
            var response = new JsonObject { ["description"] = description };
            if (operation.Method != "HEAD")
                response["content"] = Json(status >= 400
                    ? new() { ["$ref"] = "#/components/schemas/Error" }
                    : operation.AnswerSchema?.Invoke(catalog) ?? new() { ["type"] = "object" });
            responses[status.ToString()] = response;
        }
        return responses;
    }

    private static JsonObject Components() => new()
    {
        ["schemas"] = new JsonObject
        {
            ["Error"] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    ["Code"] = new JsonObject { ["type"] = "string", ["description"] = "The kind of error." },
                    ["Message"] = new JsonObject { ["type"] = "string", ["description"] = "What is wrong." },
                },
            },
        },
        ["securitySchemes"] = new JsonObject { [Title] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } },
    };

    private static JsonObject Json(JsonObject schema) => new() { ["application/json"] = new JsonObject { ["schema"] = schema } };
}
