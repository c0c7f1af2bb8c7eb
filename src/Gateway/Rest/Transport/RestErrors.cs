using Azul.Gateway.Rest.Python;
using Azul.Plugins.Access;
using Azul.Plugins.Documents;

namespace Azul.Gateway.Rest.Transport;

/// <summary>Every error of the REST API with its text. Quotes differ on purpose: tests of clients rely on these very texts (<c>spec/service.md</c>, appendix D).</summary>
internal static class RestErrors
{
    public static RestException BadRequest(string message) => new(StatusCodes.Status400BadRequest, "BadRequestError", message);

    public static RestException UnknownParameters(IReadOnlyCollection<string> names) =>
        BadRequest($"Unknown query parameter{(names.Count == 1 ? "" : "s")} {List(names)}");

    public static RestException MissingParameters(IReadOnlyCollection<string> names) =>
        BadRequest($"Missing required query parameter{(names.Count == 1 ? "" : "s")} {List(names)}");

    public static RestException InvalidParameter(string name) => BadRequest($"Invalid value for `{name}`");

    public static RestException NotJson(string name) => BadRequest($"The '{name}' parameter is not valid JSON");

    public static RestException UnparsableBody() => BadRequest("Error Parsing JSON");

    public static RestException BodyIsNoObject() => BadRequest("Request body is not a JSON object");

    public static RestException ConflictingParameters() => BadRequest("Conflicting keys between body and query parameters");

    public static RestException UnknownField(string name) => BadRequest($"Unknown field `{name}`");

    public static RestException UnsortableField(string name) => BadRequest($"The field `{name}` can't be sorted by");

    public static RestException UnknownOrder(Value order) => BadRequest($"Unknown order `{PythonText.Plain(order)}`. Must be one of ('asc', 'desc')");

    public static RestException InvalidSize() => BadRequest("Invalid value for parameter `size`");

    public static RestException SizeTooGreat(int limit) => BadRequest($"Invalid value for parameter `size`, must not be greater than {limit}");

    public static RestException SizeTooSmall() => BadRequest("Invalid value for parameter `size`, must be greater than 0");

    public static RestException InvalidCatalogName(string name) => BadRequest(PythonText.Tuple("Catalog name is invalid", name));

    public static RestException UnknownCatalog(string name, IEnumerable<string> names) =>
        NotFound($"Catalog name {PythonText.Quoted(name)} does not exist. Must be one of {PythonText.Set(names)}.");

    public static RestException UnknownEntityType(string type, string catalog, IEnumerable<string> types) =>
        BadRequest($"Entity type {PythonText.Quoted(type)} is invalid for catalog {PythonText.Quoted(catalog)}. Must be one of {PythonText.Set(types)}.");

    public static RestException TwoCursors() => BadRequest("Only one of search_after or search_before may be set");

    public static RestException InvalidCursor(string name, string reason) => BadRequest($"Invalid value for `{name}`, {reason}");

    public static RestException InvalidUuid(string id) => BadRequest($"{PythonText.Quoted(id)} is not a valid UUID.");

    public static RestException UndefinedUuidVersion(string id, string version) =>
        BadRequest(PythonText.Tuple($"{PythonText.Quoted(id)} is not a valid UUID.", $"Not a valid RFC-4122 UUID (undefined version {version})."));

    public static RestException UnknownEntity(string type, string id) => NotFound($"Can't find an entity in {type} with an uuid, {id}.");

    public static RestException InaccessibleSources(IEnumerable<string> ids) => new(
        StatusCodes.Status403Forbidden, "ForbiddenError", $"({PythonText.Quoted("Cannot filter by inaccessible sources")}, {PythonText.Set(ids)})");

    public static RestException Unauthorized(string message) => new(StatusCodes.Status401Unauthorized, "UnauthorizedError", message);

    public static RestException UnsupportedMediaType(string type) =>
        new(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", $"Unsupported media type: {type}");

    public static RestException MethodNotAllowed(string method) => new(StatusCodes.Status405MethodNotAllowed, "MethodNotAllowedError", $"Unsupported method: {method}");

    public static RestException TooLarge(string what, int limit) =>
        new(StatusCodes.Status413PayloadTooLarge, "RequestTooLongError", $"The {what} must not be longer than {limit}");

    public static RestException NotFound(string message) => new(StatusCodes.Status404NotFound, "NotFoundError", message);

    public static RestException Unavailable(string message) => new(StatusCodes.Status503ServiceUnavailable, "ServiceUnavailableError", message);

    public static RestException StaleHealth() => new(StatusCodes.Status500InternalServerError, "ChaliceViewError", "Cached health object is stale");

    public static RestException Internal() => new(StatusCodes.Status500InternalServerError, "InternalServerError", "An internal server error occurred.");

    public static RestException Of(AccessRefusedException refused) => refused.Refusal switch
    {
        AccessRefusal.InvalidCredentials => Unauthorized(refused.Message),
        AccessRefusal.TooManyRequests => new(StatusCodes.Status429TooManyRequests, "TooManyRequestsError", refused.Message),
        AccessRefusal.Inconsistent => new(StatusCodes.Status502BadGateway, "BadGatewayError", refused.Message),
        _ => Unavailable(refused.Message),
    };

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal).Select(n => $"`{n}`"));
}
