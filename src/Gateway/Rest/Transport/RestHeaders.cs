namespace Azul.Gateway.Rest.Transport;

/// <summary>The headers that every answer has (<c>spec/service.md</c> §8.4), and those for browsers on other sites (§8.5).</summary>
internal static class RestHeaders
{
    // What is restarted is back by then, more often than not.
    private const string SecondsUntilRetry = "5";

    public static void AddSecurity(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains; preload";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.XXSSProtection = "1; mode=block";
    }

    public static void AddCors(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlAllowHeaders = "Authorization,Content-Type,X-Amz-Date,X-Amz-Security-Token,X-Api-Key";
    }

    /// <summary>Says when it is worth asking again, where something cannot answer now.</summary>
    public static void AddRetryAfter(HttpResponse response) => response.Headers.RetryAfter = SecondsUntilRetry;
}
