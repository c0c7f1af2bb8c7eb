using System.Text.Json;
using Azul.Plugins.Repositories.Tdr.Services;

namespace Azul.Plugins.Repositories.Tdr.BigQuery;

/// <summary>How far a job is, as <c>jobs.insert</c> and <c>jobs.get</c> return it.</summary>
internal sealed class JobState(ServiceAnswer answer)
{
    private readonly JsonElement json = answer.Json();

    public bool HasEnded => (Status.TextOrNull("state") ?? throw answer.Malformed("the job has no state")) == "DONE";

    /// <summary>Why the job has failed; null where it has not.</summary>
    public (string Reason, string Message)? Failure => Status.TryGetProperty("errorResult", out var error) && error.ValueKind == JsonValueKind.Object
        ? (error.TextOrNull("reason") ?? "", error.TextOrNull("message") ?? "")
        : null;

    /// <summary>The job.</summary>
    /// <param name="asked">Where it was asked for, in case that it does not say where it is.</param>
    public JobReference Job(string asked) => ResultPage.JobIn(json, asked) ?? throw answer.Malformed("it has no jobId");

    private JsonElement Status => json.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.Object ? status : throw answer.Malformed("the job has no status");
}
