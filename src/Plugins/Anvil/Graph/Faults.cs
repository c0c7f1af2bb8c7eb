namespace Azul.Plugins.Anvil.Graph;

/// <summary>The codes of what can be wrong with a bundle, beside those of its documents.</summary>
internal static class Faults
{
    /// <summary>An entity is not named by table and row.</summary>
    public const string WrongReference = "ENTITY_REFERENCE_WRONG";

    /// <summary>A link says that something is an activity which is none.</summary>
    public const string WrongLink = "LINK_WRONG";

    /// <summary>No link says what an activity was done to.</summary>
    public const string LinkMissing = "LINK_MISSING";

    /// <summary>The bundle does not have exactly one data set.</summary>
    public const string NotOneDataset = "BUNDLE_DATASET_COUNT";
}
