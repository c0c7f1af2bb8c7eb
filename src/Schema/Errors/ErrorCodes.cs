namespace Azul.GraphSchema.Errors;

/// <summary>Every code that <c>extensions.code</c> of an error can have. Codes are stable; messages are for people and may change.</summary>
public static class ErrorCodes
{
    /// <summary>The text is no GraphQL document.</summary>
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";

    /// <summary>The document does not fit the schema. <c>extensions.rule</c> is the number of the section of the GraphQL specification that it breaks.</summary>
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";

    /// <summary>The value of an argument or variable does not have the type that the schema asks for.</summary>
    public const string InvalidValue = "INVALID_VALUE";

    /// <summary>The document holds no operation, or several and the request does not say which, or not the one that it names.</summary>
    public const string OperationNotFound = "OPERATION_NOT_FOUND";

    /// <summary>There is no catalog of that name, or it belongs to another plugin.</summary>
    public const string UnknownCatalog = "UNKNOWN_CATALOG";

    /// <summary><c>first</c>, <c>after</c>, <c>last</c> and <c>before</c> do not go together, or a page size is out of bounds.</summary>
    public const string InvalidPaging = "INVALID_PAGING";

    /// <summary>The cursor was not made by this service, or for another query.</summary>
    public const string InvalidCursor = "INVALID_CURSOR";

    /// <summary>The lower end of a range is above the upper one.</summary>
    public const string InvalidRange = "INVALID_RANGE";

    /// <summary>The filter names a source that the caller may not access.</summary>
    public const string ForbiddenSource = "FORBIDDEN_SOURCE";

    /// <summary>The caller's credentials are no good.</summary>
    public const string InvalidCredentials = "INVALID_CREDENTIALS";

    /// <summary>The index, or something else that the answer needs, does not answer now. The same request may succeed later.</summary>
    public const string Unavailable = "UNAVAILABLE";

    /// <summary>Something went wrong that is not the caller's fault.</summary>
    public const string Internal = "INTERNAL";

    /// <summary>The HTTP request is no GraphQL request.</summary>
    public const string BadRequest = "BAD_REQUEST";

    /// <summary>GraphQL is served by GET, for queries only, and by POST.</summary>
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";

    /// <summary>None of the media types that the client accepts is offered.</summary>
    public const string NotAcceptable = "NOT_ACCEPTABLE";

    /// <summary>The body of the request is not <c>application/json</c> in UTF-8.</summary>
    public const string UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";

    /// <summary>The body of the request is larger than the server takes.</summary>
    public const string BodyTooLarge = "BODY_TOO_LARGE";
}
