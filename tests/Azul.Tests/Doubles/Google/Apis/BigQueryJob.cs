using Azul.Tests.Doubles.Google.Tables;

namespace Azul.Tests.Doubles.Google.Apis;

/// <summary>A query that BigQuery runs, or ran.</summary>
/// <param name="Id">What tells it from others in its location.</param>
/// <param name="Location">Where it runs.</param>
/// <param name="Result">Yields the result.</param>
internal sealed record BigQueryJob(string Id, string Location, Func<QueryResult> Result)
{
    /// <summary>How often it is still to be said that it has not ended.</summary>
    public int UnfinishedAnswers { get; set; }

    /// <summary>Why it fails; null where it does not.</summary>
    public (string Reason, string Message)? Failure { get; set; }

    /// <summary>Whether whoever asks now is told that it has ended.</summary>
    public bool Look() => UnfinishedAnswers-- <= 0;
}
