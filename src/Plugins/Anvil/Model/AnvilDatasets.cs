using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using static Azul.Plugins.Metadata.Property;

namespace Azul.Plugins.Anvil.Model;

/// <summary>Data sets (<c>spec/indexer.md</c> §5.6).</summary>
internal static class AnvilDatasets
{
    private const string Name = AnvilEntityTypes.Datasets;

    /// <summary>What the registration of a data set with DUOS says of it, and no row.</summary>
    public const string Description = "description";

    public static InnerEntityType Datasets { get; } = AnvilProperties.Rows(
        Name, "dataset", "Data sets",
        Text("dataset_id", "The id of the data set").FieldOf(Name),
        Text("consent_group", "Groups of consents that donors gave").List().FacetOf(Name),
        Text("data_use_permission", "What the data may be used for").List().FacetOf(Name),
        Text("owner", "Who owns the data").List().FieldOf(Name),
        Text("principal_investigator", "Who leads the study").List().FieldOf(Name),
        Text("registered_identifier", "Identifiers under which the study is registered, such as that of dbGaP").List().FacetOf(Name),
        Text("title", "Title of the data set").FacetOf(Name),
        Text("data_modality", "Kinds of data").List().FieldOf(Name),
        Text(Description, "Description of the study, as it is registered with DUOS; only registered data sets have it").Optional());

    /// <summary>Whether an entity has all that can be known of a data set: a row as well as a registration.</summary>
    public static bool IsComplete(Entity dataset) => Datasets.Properties.All(p => dataset.Has(p.Name));
}
