using System.Text.Json;
using Azul.Plugins.Repositories;
using Azul.Plugins.Repositories.Canned;

namespace Azul.Tests.Repositories;

public sealed class BundleRedactionTests
{
    private const string Uuid = "826dea02-e274-4ffe-aabc-eb3db63ad068";

    [Theory]
    [InlineData("\"sensitive\"", "\"redacted-AVm0tjOw\"")]
    [InlineData("123", "42027752232213208")]
    [InlineData("""{"foo":{"bar":[456,123]}}""", """{"foo":{"bar":[42027752232213208,42180364622007796]}}""")]
    [InlineData("""["confidential","sensitive"]""", """["redacted-AVm0tjOw","redacted-ayRbEUrY"]""")]
    [InlineData("null", "null")]
    [InlineData("[null]", "[null]")]
    [InlineData($"\"{Uuid}\"", $"\"{Uuid}\"")]
    [InlineData("\"826dea02e2744ffeaabceb3db63ad068\"", "\"826dea02e2744ffeaabceb3db63ad068\"")]
    [InlineData("""{"source_datarepo_row_ids":["workspace:x"]}""", """{"source_datarepo_row_ids":["workspace:x"]}""")]
    public void Values_are_replaced_by_hashes_with_the_key(string value, string expected) =>
        AssertJson(expected, Redacted("bananas", "anvil_donor", $$"""{"value":{{value}}}""").GetProperty("value"));

    [Fact]
    public void Another_key_makes_other_replacements() =>
        AssertJson("\"redacted-+L3zz1rW\"", Redacted("bananasplit", "anvil_donor", """{"value":"sensitive"}""").GetProperty("value"));

    [Theory]
    [InlineData("1.5", "1.50")]
    [InlineData("1e+16", "1e16")]
    public void Equal_numbers_have_equal_replacements(string one, string other) =>
        Assert.Equal(Redacted("key", "anvil_donor", $$"""{"value":{{one}}}""").GetRawText(), Redacted("key", "anvil_donor", $$"""{"value":{{other}}}""").GetRawText());

    [Theory]
    [InlineData("anvil_donor", true)]
    [InlineData("anvil_biosample", true)]
    [InlineData("anvil_diagnosis", true)]
    [InlineData("anvil_file", false)]
    [InlineData("anvil_dataset", false)]
    [InlineData("anvil_donors_of_other_things", false)]
    public void Only_what_is_about_people_is_replaced(string type, bool isReplaced) =>
        Assert.Equal(isReplaced, Redacted("key", type, """{"value":"sensitive"}""").GetProperty("value").GetString() != "sensitive");

    [Fact]
    public void Links_and_identity_of_a_bundle_stay()
    {
        var bundle = BundleOf("anvil", "anvil_donor", """{"value":"sensitive"}""");
        var redacted = new BundleRedaction("key").Redact(bundle);
        Assert.Equal((bundle.Id, bundle.Kind), (redacted.Id, redacted.Kind));
        Assert.Same(bundle.Part("links"), redacted.Part("links"));
        Assert.Equal(bundle.Part("entities").Documents.Select(d => d.Key), redacted.Part("entities").Documents.Select(d => d.Key));
    }

    [Fact]
    public void A_bundle_of_another_kind_is_refused_rather_than_left_as_it_is() =>
        Assert.StartsWith(
            "BUNDLE_KIND_UNREDACTABLE", Assert.Throws<BundleException>(() => new BundleRedaction("key").Redact(BundleOf("hca", "donor_organism", "{}"))).Message, StringComparison.Ordinal);

    [Fact]
    public void An_empty_key_is_refused() => Assert.Throws<ArgumentException>(() => new BundleRedaction(""));

    private static JsonElement Redacted(string key, string type, string entity) =>
        new BundleRedaction(key).Redact(BundleOf("anvil", type, entity)).Part("entities")[$"{type}/{Uuid}"]!.Value;

    private static Bundle BundleOf(string kind, string type, string entity)
    {
        using var document = JsonDocument.Parse(entity);
        var entities = new BundlePart([KeyValuePair.Create($"{type}/{Uuid}", document.RootElement.Clone())]);
        return new(
            new(new(Uuid, "1"), new("source", "spec")), kind, new Dictionary<string, BundlePart> { ["entities"] = entities, ["links"] = new([]) });
    }

    private static void AssertJson(string expected, JsonElement actual)
    {
        using var document = JsonDocument.Parse(expected);
        Assert.True(JsonElement.DeepEquals(document.RootElement, actual), actual.GetRawText());
    }
}
