namespace Azul.Plugins.Metadata;

/// <summary>The names that a plugin gives to the fields that every plugin has.</summary>
public sealed record SpecialFields(string EntryId, string SourceId, string SourceSpec, string BundleUuid, string BundleVersion)
{
    /// <summary>
    /// Whether the caller may access the entity's source: computed per request, never stored, filterable, a facet, no sort key (<c>spec/service.md</c> §2.6).
    /// </summary>
    public const string Accessible = "accessible";

    /// <summary>The names that plugins use who have no reason to choose others (<see cref="DocumentProperty.Usual"/>).</summary>
    public static SpecialFields Usual { get; } = new("entryId", "sourceId", "sourceSpec", "bundleUuid", "bundleVersion");
}
