using Azul.Plugins.Documents;
using Azul.Plugins.Hca.Graph;

namespace Azul.Plugins.Hca.Contributions;

/// <summary>When entities were submitted and updated (<c>spec/indexer.md</c> §4.5).</summary>
internal static class DateEntities
{
    /// <summary>The dates of an outer entity.</summary>
    /// <param name="id">The id of the outer entity.</param>
    /// <param name="submission">When it was submitted.</param>
    /// <param name="update">When it was updated.</param>
    /// <param name="all">The entities whose dates are aggregated; none for outer entities that are not about a whole bundle.</param>
    public static Entity Dates(string id, string submission, string? update, IEnumerable<MetadataEntity> all)
    {
        string? firstSubmission = null, lastSubmission = null, lastUpdate = null;
        foreach (var entity in all)
        {
            firstSubmission = MetadataDate.Earlier(firstSubmission, entity.SubmissionDate);
            lastSubmission = MetadataDate.Later(lastSubmission, entity.SubmissionDate);
            lastUpdate = MetadataDate.Later(lastUpdate, entity.UpdateDate);
        }
        return new(
            ("document_id", id),
            ("submission_date", submission),
            ("update_date", update),
            ("last_modified_date", MetadataDate.Later(submission, update)),
            ("aggregate_submission_date", firstSubmission),
            ("aggregate_update_date", lastUpdate),
            ("aggregate_last_modified_date", MetadataDate.Later(lastSubmission, lastUpdate)));
    }
}
