using Microsoft.AspNetCore.Http;

namespace Azul.Tests.Doubles.Faults;

/// <summary>Which requests go wrong, and how. Without a plan all go well.</summary>
internal sealed class FaultPlan
{
    private readonly Lock planning = new();
    private readonly List<Planned> plan = [];

    /// <summary>Lets requests go wrong whose path ends in, or holds, a text.</summary>
    /// <param name="path">Part of the path.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">How often.</param>
    /// <param name="after">How many requests go well before.</param>
    public void Add(string path, Fault fault, int times = 1, int after = 0)
    {
        lock (planning)
            plan.Add(new(path, fault, times, after));
    }

    /// <summary>Nothing goes wrong any more.</summary>
    public void Clear()
    {
        lock (planning)
            plan.Clear();
    }

    public async Task ApplyAsync(HttpContext http, RequestDelegate next)
    {
        var fault = Take(http.Request.Path);
        if (fault is { IsAfterAnswer: true })
            await AnswerInVainAsync(http, next, fault);
        else if (fault is null || await fault.Strike(http))
            await next(http);
    }

    private static async Task AnswerInVainAsync(HttpContext http, RequestDelegate next, Fault fault)
    {
        var body = http.Response.Body;
        using var unsent = new MemoryStream();
        http.Response.Body = unsent;
        await next(http);
        http.Response.Body = body;
        if (await fault.Strike(http))
            await body.WriteAsync(unsent.ToArray());
    }

    private Fault? Take(PathString path)
    {
        lock (planning)
        {
            foreach (var planned in plan.Where(p => path.Value!.Contains(p.Path, StringComparison.Ordinal) && p.Times > 0))
            {
                if (planned.After-- > 0)
                    continue;
                planned.Times--;
                return planned.Fault;
            }
            return null;
        }
    }

    private sealed class Planned(string path, Fault fault, int times, int after)
    {
        public string Path { get; } = path;

        public Fault Fault { get; } = fault;

        public int Times { get; set; } = times;

        public int After { get; set; } = after;
    }
}
