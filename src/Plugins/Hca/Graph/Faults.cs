namespace Azul.Plugins.Hca.Graph;

/// <summary>The codes of what can be wrong with a bundle.</summary>
internal static class Faults
{
    /// <summary>A property has a value that it must not have.</summary>
    public const string WrongValue = "METADATA_WRONG_VALUE";

    /// <summary>A date is not of the form that RFC 3339 gives to dates.</summary>
    public const string WrongDate = "METADATA_WRONG_DATE";

    /// <summary>An age is neither a number nor a range of numbers, or its unit is unknown.</summary>
    public const string WrongAge = "METADATA_WRONG_AGE";

    /// <summary>Strata are not of the form that they must have, or a value cannot be part of them.</summary>
    public const string WrongStrata = "METADATA_WRONG_STRATA";

    /// <summary>A text holds what separates values in manifests.</summary>
    public const string Joiner = "METADATA_JOINER";

    /// <summary>A document is of a schema that is not known, or not of the one that its key names.</summary>
    public const string UnknownSchema = "METADATA_SCHEMA_UNKNOWN";

    /// <summary>A file names a source that is not known.</summary>
    public const string UnknownSubmitter = "FILE_SUBMITTER_UNKNOWN";

    /// <summary>A file that cannot be a matrix is described as one.</summary>
    public const string UnexpectedMatrix = "FILE_MATRIX_UNEXPECTED";

    /// <summary>The name of a file has several Zarr stores in it.</summary>
    public const string WrongZarrName = "FILE_ZARR_NAME";

    /// <summary>A file has no entry in the manifest.</summary>
    public const string ManifestEntryMissing = "MANIFEST_ENTRY_MISSING";

    /// <summary>The bundle does not have exactly one project.</summary>
    public const string NotOneProject = "BUNDLE_PROJECT_COUNT";

    /// <summary>The version of the bundle is no timestamp.</summary>
    public const string WrongBundleVersion = "BUNDLE_VERSION";

    /// <summary>A link is of a form or version that is not known.</summary>
    public const string UnknownLink = "LINK_UNKNOWN";

    /// <summary>A link joins what cannot be linked.</summary>
    public const string WrongLink = "LINK_WRONG";

    /// <summary>The links go round in circles.</summary>
    public const string CyclicLinks = "LINKS_CYCLIC";

    /// <summary>The links form a chain that is longer than any real one.</summary>
    public const string DeepLinks = "LINKS_TOO_DEEP";
}
