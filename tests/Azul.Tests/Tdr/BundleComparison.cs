using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;
using Azul.Tests.Golden;

namespace Azul.Tests.Tdr;

/// <summary>Compares bundles in all but the version.</summary>
internal static class BundleComparison
{
    /// <param name="expected">The bundle of the original.</param>
    /// <param name="actual">The other bundle.</param>
    /// <param name="ordered">The parts that are lists whose order means something.</param>
    public static void AssertEqual(Bundle expected, Bundle actual, params string[] ordered)
    {
        Assert.Equal(expected.Kind, actual.Kind);
        Assert.Equal((expected.Id.Fqid.Uuid, expected.Id.Source), (actual.Id.Fqid.Uuid, actual.Id.Source));
        Assert.Equal(expected.Parts.Keys.Order(StringComparer.Ordinal), actual.Parts.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, part) in expected.Parts)
            new DocumentComparison(ordered).AssertEqual(new Entity((name, ValueOf(part))), new Entity((name, ValueOf(actual.Part(name)))), name);
    }

    private static Value ValueOf(BundlePart part) => part.Document.ValueKind == System.Text.Json.JsonValueKind.Undefined
        ? new Entity(part.Documents.Select(d => KeyValuePair.Create(d.Key, ValueJson.FromElement(d.Value))))
        : ValueJson.FromElement(part.Document);
}
