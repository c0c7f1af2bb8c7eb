using Azul.Plugins.Reading;

namespace Azul.Plugins.Hca.Graph;

/// <summary>The two parts of the name of a file that is a member of a Zarr store: one file stands for all of them (<c>spec/indexer.md</c> §4.3).</summary>
internal sealed record ZarrMember(string Store, string Name)
{
    private const string Separator = ".zarr/";
    private const string Attributes = ".zattrs";

    /// <summary>Whether the member stands for the store.</summary>
    public bool IsRepresentative => Name.EndsWith(Attributes, StringComparison.Ordinal);

    /// <summary>Whether the member is listed as related to the one that stands for the store. The two rules differ in the original, too.</summary>
    public bool IsRelated => !Name.StartsWith(Attributes, StringComparison.Ordinal);

    /// <summary>The parts of the name, or null where the file is not in a store.</summary>
    public static ZarrMember? Parse(string fileName, Place place) => fileName.Split(Separator) switch
    {
        [_] => null,
        [var store, var member] => new(store, member),
        _ => throw place.Fault(Faults.WrongZarrName, $"the name '{fileName}' has more than one '{Separator}'"),
    };
}
