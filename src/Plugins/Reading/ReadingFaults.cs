namespace Azul.Plugins.Reading;

/// <summary>The codes of what can be wrong with a document of any domain.</summary>
internal static class ReadingFaults
{
    /// <summary>A property that must be there is not.</summary>
    public const string PropertyMissing = "METADATA_PROPERTY_MISSING";

    /// <summary>A property is of another JSON type than it must be.</summary>
    public const string WrongType = "METADATA_WRONG_TYPE";

    /// <summary>An id is no UUID.</summary>
    public const string WrongId = "METADATA_WRONG_ID";

    /// <summary>Two documents have the same id.</summary>
    public const string DuplicateId = "METADATA_DUPLICATE_ID";

    /// <summary>A link names an entity that is not in the bundle.</summary>
    public const string LinkTargetMissing = "LINK_TARGET_MISSING";
}
