using Azul.Indexer.Hosting;
using Azul.Plugins.Catalogs;
using Azul.Search;
using Azul.Search.Elasticsearch;
using Azul.Search.Elasticsearch.Indices;
using Azul.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Azul.Tests.Search.Elasticsearch;

public sealed class ElasticsearchSettingsTests
{
    [Fact]
    public void What_is_not_set_has_its_default() => Assert.Equal(["http://localhost:9200/"], Read().Nodes.Select(n => n.ToString()));

    [Fact]
    public void Nodes_are_a_list_or_one_text()
    {
        Assert.Equal(2, Read(("Nodes:0", "http://a:1"), ("Nodes:1", "https://b:2")).Nodes.Count);
        Assert.Equal(2, Read(("Nodes", "http://a:1, https://b:2")).Nodes.Count);
    }

    [Theory]
    [InlineData("Node", "http://a:1", "Azul:Elasticsearch:Node", "is not a known setting")]
    [InlineData("Nodes", "a:9200", "Azul:Elasticsearch:Nodes", "http or https URL")]
    [InlineData("Nodes", "http://user:secret@a:9200", "Azul:Elasticsearch:Nodes", "credentials")]
    [InlineData("Nodes", "", "Azul:Elasticsearch:Nodes", "empty")]
    [InlineData("Prefix", "My.Index", "Azul:Elasticsearch:Prefix", "lower-case")]
    [InlineData("CompatibleWith", "7", "Azul:Elasticsearch:CompatibleWith", "from 8 to 9")]
    [InlineData("CertificateAuthority", "nowhere.pem", "Azul:Elasticsearch:CertificateAuthority", "is no file")]
    [InlineData("RefreshInterval", "00:00:02", "Azul:Elasticsearch:RefreshInterval", "a time from")]
    [InlineData("Password", "secret", "Azul:Elasticsearch", "only one of Username and Password")]
    public void A_wrong_setting_is_named_with_what_would_be_right(string key, string value, string path, string right)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read((key, value)));
        Assert.Equal(path, error.Key);
        Assert.Contains(right, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_and_a_password_contradict_each_other() =>
        Assert.Throws<ConfigurationException>(() => Read(("ApiKey", "k"), ("Username", "u"), ("Password", "p")));

    [Fact]
    public void One_setting_says_where_the_index_is()
    {
        Assert.StartsWith("Elasticsearch", StoreOf("elasticsearch"), StringComparison.Ordinal);
        Assert.StartsWith("Sqlite", StoreOf("Embedded"), StringComparison.Ordinal);
        Assert.StartsWith("Sqlite", StoreOf(null), StringComparison.Ordinal);
        Assert.Contains("it must be Embedded or Elasticsearch", Assert.Throws<ConfigurationException>(() => StoreOf("Lucene")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_two_generations_of_any_catalogs_have_the_same_names()
    {
        string[] prefixes = ["a", "a-b"];
        string[] catalogs = ["b", "b-c", "c", "c-1", "state"];
        var names = prefixes.SelectMany(p => catalogs.SelectMany(c => NamesOf(p, c))).Concat(prefixes.SelectMany(p => new[] { $"{p}.state", $"{p}.state.index" })).ToArray();
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    private static IEnumerable<string> NamesOf(string prefix, string catalog)
    {
        var names = new IndexNames(new() { Prefix = prefix }, ToyRepository.Catalogs(new ToyPlugin(), catalog));
        foreach (var kind in IndexNames.Kinds)
        {
            yield return names.Alias(catalog, kind);
            foreach (var number in new long[] { 1, 11 })
            {
                yield return names.Alias(new GenerationRef(catalog, number), kind);
                var index = names.Index(catalog, number, kind);
                Assert.Equal(number, names.NumberIn(catalog, index));
                yield return index;
            }
        }
    }

    private static ElasticsearchOptions Read(params (string Key, string Value)[] settings) => ElasticsearchSettings.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Azul:Elasticsearch:{s.Key}", (string?)s.Value)))
            .Build()
            .GetSection("Azul:Elasticsearch"));

    private static string StoreOf(string? index)
    {
        using var folder = new TemporaryFolder();
        var builder = Host.CreateEmptyApplicationBuilder(new() { ContentRootPath = folder.Path });
        builder.Configuration.AddInMemoryCollection([new("Azul:Index", index)]);
        builder.AddCatalogsAndIndex();
        return builder.Services.First(s => s.ServiceType == typeof(IDocumentStore)).ImplementationType!.Name;
    }
}
