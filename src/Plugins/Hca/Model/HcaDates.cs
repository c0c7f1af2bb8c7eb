using Azul.Plugins.Aggregation;
using Azul.Plugins.Metadata;
using static Azul.Plugins.Metadata.Property;

namespace Azul.Plugins.Hca.Model;

/// <summary>When an outer entity, and for projects and bundles everything in the bundle, was submitted and updated (<c>spec/indexer.md</c> §4.5).</summary>
internal static class HcaDates
{
    public static InnerEntityType Dates { get; } = new(
        "dates", "date", "Dates of the entity and, for projects and bundles, of everything in its bundles",
        [
            Text("document_id", "The id of the dated entity").Accumulate(Accumulation.Dropped),
            Date("submission_date", "When the entity was submitted").Accumulate(Accumulation.Min).Field("submissionDate"),
            Date("update_date", "When the entity was last updated").Accumulate(Accumulation.Max).Field("updateDate"),
            Date("last_modified_date", "The later of submission and update").Accumulate(Accumulation.Max).Field("lastModifiedDate"),
            Date("aggregate_submission_date", "The earliest submission of anything in the bundles; null unless the entity is a project or bundle")
                .Accumulate(Accumulation.Min).Field("aggregateSubmissionDate"),
            Date("aggregate_update_date", "The latest update of anything in the bundles; null unless the entity is a project or bundle")
                .Accumulate(Accumulation.Max).Field("aggregateUpdateDate"),
            Date("aggregate_last_modified_date", "The latest submission or update of anything in the bundles; null unless the entity is a project or bundle")
                .Accumulate(Accumulation.Max).Field("aggregateLastModifiedDate"),
        ]);
}
