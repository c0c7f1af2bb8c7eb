using Azul.Search.Documents;

namespace Azul.Search.Elasticsearch.Bulk;

/// <summary>How one write among many went.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Error">What went wrong, where something did.</param>
internal readonly record struct BulkOutcome(int Status, string? Error)
{
    private const int NoIndex = 404;

    /// <summary>Whether the document was not in the state that the write expects.</summary>
    public bool IsConflict => Status == 409;

    /// <summary>Whether the same write may succeed in a moment.</summary>
    public bool IsTransient => Status is 429 or 503;

    /// <summary>Whether there is no index to write to.</summary>
    public bool IsIndexMissing => Status == NoIndex && Error is not null;

    /// <summary>Whether nothing can be written, whatever it is.</summary>
    public bool IsOutage => Status is 401 or 403 or 429 or >= 500;

    public WriteOutcome ToOutcome() => Status switch
    {
        201 => new(WriteStatus.Created),
        >= 200 and < 300 => new(WriteStatus.Replaced),
        409 => new(WriteStatus.Conflict),
        _ => new(WriteStatus.Failed, Error),
    };
}
