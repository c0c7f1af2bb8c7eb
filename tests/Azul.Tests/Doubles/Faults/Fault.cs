using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Azul.Tests.Doubles.Faults;

/// <summary>Something that goes wrong with a request.</summary>
/// <param name="Strike">Does it. True if the request is answered as usual nevertheless.</param>
internal sealed record Fault(Func<HttpContext, Task<bool>> Strike)
{
    /// <summary>Whether it happens once the answer was made, which is held back.</summary>
    public bool IsAfterAnswer { get; private init; }

    /// <summary>The answer never comes.</summary>
    public static Fault Hang { get; } = new(async http =>
    {
        await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        return false;
    });

    /// <summary>The answer breaks off in the middle.</summary>
    public static Fault Truncated { get; } = new(async http =>
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = 10_000;
        await http.Response.WriteAsync("{\"rows\": [");
        await http.Response.Body.FlushAsync();
        http.Abort();
        return false;
    });

    /// <summary>The answer is a status and a body.</summary>
    public static Fault Status(int status, string body = "", int? retryAfter = null) => new(async http =>
    {
        http.Response.StatusCode = status;
        if (retryAfter is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (body.Length > 0)
            http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(body);
        return false;
    });

    /// <summary>The request is dealt with, but then something goes wrong, and nobody learns of it.</summary>
    public static Fault AfterAnswer(Fault fault) => new(fault.Strike) { IsAfterAnswer = true };

    /// <summary>Something else happens just before the answer is made.</summary>
    public static Fault Meanwhile(Action action) => new(_ =>
    {
        action();
        return Task.FromResult(true);
    });
}
