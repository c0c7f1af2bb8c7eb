using System.Collections.Concurrent;
using Azul.Tests.Doubles.Faults;
using Azul.Tests.Doubles.Google.Accounts;
using Azul.Tests.Doubles.Google.Apis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Azul.Tests.Doubles.Google;

/// <summary>
/// Stands in for what TDR repositories are made of: BigQuery, the Terra Data Repository with its Data Repository Service, SAM, DUOS, the registry of identifiers.org, and Google's services for tokens. All have one address, on a
/// real socket. Queries are evaluated; what goes wrong is a matter of <see cref="Faults"/>.
/// </summary>
internal sealed class GoogleDouble : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<string> requests = new();

    private GoogleDouble()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Use((http, next) =>
        {
            requests.Enqueue($"{http.Request.Method} {http.Request.Path}");
            return Faults.ApplyAsync(http, next.Invoke);
        });
        TokenApi.Map(app, this);
        TdrApi.Map(app, this);
        DrsApi.Map(app, this);
        SamApi.Map(app, this);
        DuosApi.Map(app, this);
        IdentifiersApi.Map(app, this);
        BigQuery = new(this);
        BigQuery.Map(app);
    }

    public BigQueryApi BigQuery { get; }

    /// <summary>The base address of all services.</summary>
    public string Address => app.Urls.First();

    /// <summary>The Google project that queries are billed to.</summary>
    public string Project { get; init; } = "azul-test";

    public AccountBook Accounts { get; } = new();

    public FaultPlan Faults { get; } = new();

    public List<SnapshotDouble> Snapshots { get; } = [];

    /// <summary>The descriptions of studies by the id of their data set in DUOS.</summary>
    public Dictionary<string, string?> Studies { get; } = [];

    /// <summary>The prefixes that are registered with identifiers.org.</summary>
    public List<PrefixDouble> Prefixes { get; } = [];

    /// <summary>How many rows BigQuery returns at once at most.</summary>
    public int RowsPerPage { get; set; } = int.MaxValue;

    /// <summary>How many snapshots TDR returns at once at most.</summary>
    public int SnapshotsPerPage { get; set; } = int.MaxValue;

    /// <summary>How often BigQuery says of a query that it has not finished.</summary>
    public int UnfinishedAnswers { get; set; }

    /// <summary>Whether BigQuery runs no interactive queries but only jobs of batch priority.</summary>
    public bool IsForBatchesOnly { get; init; }

    /// <summary>The jobs of BigQuery that somebody has cancelled.</summary>
    public ConcurrentQueue<string> CancelledJobs { get; } = new();

    /// <summary>Why jobs of batch priority fail that are made from now on, one after the other: a reason and a message each. They are made, and fail as they run.</summary>
    public ConcurrentQueue<(string Reason, string Message)> JobFailures { get; } = new();

    /// <summary>Whether every page of a result is made from the tables as they are then, and not as they were at the start.</summary>
    public bool PagesAreLive { get; set; }

    /// <summary>Every request so far: method and path.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    public static async Task<GoogleDouble> StartAsync(bool forBatchesOnly = false)
    {
        var google = new GoogleDouble { IsForBatchesOnly = forBatchesOnly };
        await google.app.StartAsync();
        return google;
    }

    /// <summary>How many requests there were whose path holds a text.</summary>
    public int Count(string path) => requests.Count(r => r.Contains(path, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Accounts.Dispose();
        foreach (var snapshot in Snapshots)
            snapshot.Tables.Dispose();
    }

    /// <summary>Answers in the name of an account, or says that there is none.</summary>
    public RequestDelegate Authenticated(Func<HttpContext, Account, Task> answer) => http => Accounts.Of(http.Request) is { } account
        ? answer(http, account)
        : Json.ErrorAsync(http, 401, "unauthenticated", "Request had invalid authentication credentials.");
}
