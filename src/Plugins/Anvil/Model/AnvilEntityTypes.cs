using Azul.Plugins.Metadata;

namespace Azul.Plugins.Anvil.Model;

/// <summary>The outer entity types: what documents are about, and what they hold (<c>spec/indexer.md</c> §3.4 and §5.5).</summary>
internal static class AnvilEntityTypes
{
    public const string Activities = "activities";
    public const string Biosamples = "biosamples";
    public const string Bundles = "bundles";
    public const string Datasets = "datasets";
    public const string Diagnoses = "diagnoses";
    public const string Donors = "donors";
    public const string Files = "files";

    /// <summary>The inner entity types, in the order of documents. Documents of every type hold all of them.</summary>
    public static IReadOnlyList<string> Inner { get; } = [Activities, Biosamples, Datasets, Diagnoses, Donors, Files];

    /// <summary>All of them, in the order of their indices.</summary>
    public static IReadOnlyList<EntityType> All { get; } =
    [
        Exposed(Activities, "activity", "An activity that made data files of biosamples or of other files", "activities.activity_id"),
        Exposed(Biosamples, "biosample", "A biosample that a donor gave", "biosamples.biosample_id"),
        Exposed(Bundles, "bundle", "A bundle: a biosample, a supplementary file or the registration of a data set, and all that belongs to it", "bundle_uuid"),
        Exposed(Datasets, "dataset", "A data set with all that belongs to it", "datasets.dataset_id") with { IsHub = true },
        Exposed(Donors, "donor", "A donor of biosamples", "donors.donor_id"),
        Exposed(Files, "file", "A data file", "files.file_id"),
    ];

    private static EntityType Exposed(string name, string singular, string description, string defaultSort) => new(
        name,
        singular,
        description,
        [.. Inner.Select(inner => KeyValuePair.Create(inner, inner == name ? InnerForm.Own : InnerForm.Groups))])
    {
        Exposure = new(defaultSort),
    };
}
