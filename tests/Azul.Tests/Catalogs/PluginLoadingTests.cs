using Azul.Indexer.Hosting;
using Azul.Plugins.Catalogs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Azul.Tests.Catalogs;

/// <summary>Plugins are loaded from the assemblies in <c>Azul:Plugins</c>, and whatever is wrong with one stops the start with the key that names it.</summary>
public sealed class PluginLoadingTests : IDisposable
{
    private readonly LoadedPlugins plugins = new();

    [Fact]
    public void Built_in_plugins_need_no_loading()
    {
        var set = plugins.Start("[]");
        Assert.Equal(["hca", "anvil"], set.Metadata.Select(p => p.Name));
        Assert.Contains("canned", set.Repositories.Select(p => p.Name));
    }

    [Fact]
    public void Every_public_plugin_of_every_assembly_is_loaded()
    {
        plugins.Compile("a/Toys.dll", LoadedPlugins.Metadata("\"toys\"") + LoadedPlugins.Metadata("\"inner\"", type: "internal sealed class Inner"));
        var absolute = plugins.Compile("b/Boxes.dll", LoadedPlugins.Repository("box") + LoadedPlugins.Repository("chest", "Chest"));
        var set = plugins.Start($"[\"a/Toys.dll\", \"{absolute}\"]");
        Assert.Equal(["hca", "anvil", "toys"], set.Metadata.Select(p => p.Name));
        Assert.Equal(["box", "chest"], set.Repositories.Select(p => p.Name).TakeLast(2));
    }

    [Fact]
    public void Constructors_can_ask_for_services()
    {
        plugins.Compile("Toys.dll", LoadedPlugins.Metadata(
            "name", "private readonly string name; public Toys(ContentRoot root, TimeProvider time) => name = root.PathOf(\".\").Length > 1 && time == TimeProvider.System ? \"toys\" : \"wrong\";"));
        Assert.Equal("toys", plugins.Start("[\"Toys.dll\"]").Metadata[^1].Name);
    }

    [Fact]
    public void Each_plugin_has_its_own_version_of_a_library()
    {
        foreach (var version in new[] { "1", "2" })
        {
            var library = plugins.CompileAlone(
                $"{version}/Names.dll", $"[assembly: System.Reflection.AssemblyVersion(\"{version}.0.0.0\")] public static class Names {{ public static string Toys => \"toys-{version}\"; }}");
            plugins.Compile($"{version}/Toys.dll", LoadedPlugins.Metadata("Names.Toys"), library);
        }
        Assert.Equal(["toys-1", "toys-2"], plugins.Start("[\"1/Toys.dll\", \"2/Toys.dll\"]").Metadata.TakeLast(2).Select(p => p.Name));
    }

    [Fact]
    public void The_indexer_finds_them_as_the_gateway_does()
    {
        plugins.Compile("Toys.dll", LoadedPlugins.Metadata("\"toys\"") + LoadedPlugins.Repository("box"));
        plugins.Write("appsettings.json", """
            {"Azul": {"Plugins": ["Toys.dll"], "Catalogs": [
              {"Name": "mine", "Atlas": "toys", "Metadata": "toys", "Repository": "box", "Sources": [{"Spec": "a:", "Folder": "boxes"}]}
            ]}}
            """);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = plugins.Folder });
        builder.AddCatalogsAndIndex();
        using var host = builder.Build();
        Assert.Equal("toys", host.Services.GetRequiredService<CatalogList>().Default.Metadata.Name);
    }

    [Theory]
    [InlineData("\"Toys.dll\"", "Azul:Plugins", "must be a list")]
    [InlineData("{\"Toys\": \"Toys.dll\"}", "Azul:Plugins", "must be a list")]
    [InlineData("[\"\"]", "Azul:Plugins:0", "must be the path of an assembly")]
    [InlineData("[{\"Path\": \"Toys.dll\"}]", "Azul:Plugins:0", "must be the path of an assembly")]
    [InlineData("[\"Toys.dll\"]", "Azul:Plugins:0", "there is no file")]
    [InlineData("[\"..\"]", "Azul:Plugins:0", "there is no file")]
    public void A_path_must_lead_to_a_file(string setting, string key, string fault) => AssertFails(setting, key, fault);

    [Fact]
    public void A_file_must_be_an_assembly()
    {
        plugins.Write("Toys.dll", "toys");
        AssertFails("[\"Toys.dll\"]", "Azul:Plugins:0", "is no .NET assembly");
    }

    [Theory]
    [InlineData("public sealed class Toys;")]
    [InlineData("public abstract class Toys : MetadataPlugin;")]
    public void An_assembly_must_hold_a_plugin(string text) => AssertRefused(text, "holds no plugin");

    [Theory]
    [InlineData("internal sealed class Toys", "")]
    [InlineData("public sealed class Toys<T>", "")]
    [InlineData("public sealed class Toys", "private Toys() { }")]
    public void A_plugin_must_be_a_public_class_that_can_be_made(string type, string more) => AssertRefused(LoadedPlugins.Metadata("\"toys\"", more, type), "holds no plugin");

    [Theory]
    [InlineData("2.0.0.0", "was built against version 2.0.0.0")]
    [InlineData("1.1.0.0", "was built against version 1.1.0.0")]
    [InlineData("0.9.0.0", "was built against version 0.9.0.0")]
    [InlineData("1.0.0.0", "cannot be loaded")]
    public void An_assembly_must_be_built_against_these_contracts(string version, string fault)
    {
        var contracts = plugins.CompileAlone(
            "other/Azul.Plugins.dll",
            $"[assembly: System.Reflection.AssemblyVersion(\"{version}\")] namespace Azul.Plugins.Metadata {{ public interface IMetadataPlugin {{ string Name {{ get; }} }} }}");
        plugins.CompileAlone("Toys.dll", "public sealed class Toys : Azul.Plugins.Metadata.IMetadataPlugin { public string Name => \"toys\"; }", contracts);
        AssertFails("[\"Toys.dll\"]", "Azul:Plugins:0", fault);
    }

    [Fact]
    public void What_an_assembly_needs_must_lie_beside_it()
    {
        var library = plugins.CompileAlone("elsewhere/Names.dll", "public interface INamed;");
        plugins.Compile("Toys.dll", LoadedPlugins.Metadata("\"toys\"").Replace(" : RecordPlugin", " : RecordPlugin, INamed", StringComparison.Ordinal), library);
        AssertFails("[\"Toys.dll\"]", "Azul:Plugins:0", "cannot be loaded: Could not load file or assembly 'Names");
    }

    [Theory]
    [InlineData("public Toys() => throw new System.IO.InvalidDataException(\"no toys today\");", "the plugin Toys cannot be made: no toys today")]
    [InlineData("private static readonly int Size = int.Parse(\"none\"); public Toys() => _ = Size;", "the plugin Toys cannot be made: The input string 'none'")]
    [InlineData("public Toys(System.Text.Encoding encoding) => _ = encoding;", "the plugin Toys cannot be made: Unable to resolve service for type 'System.Text.Encoding'")]
    public void A_constructor_must_not_fail(string constructor, string fault) => AssertRefused(LoadedPlugins.Metadata("\"toys\"", constructor), fault);

    [Fact]
    public void A_model_must_be_right() =>
        AssertRefused(LoadedPlugins.Metadata("\"toys\"").Replace("Exposure = new(\"toyId\")", "Exposure = new(\"toy\")", StringComparison.Ordinal), "toy, the default sort field of toys, is no field");

    [Theory]
    [InlineData("")]
    [InlineData("Toys")]
    [InlineData("my toys")]
    [InlineData("toys-")]
    public void A_name_is_made_of_words(string name) => AssertRefused(LoadedPlugins.Metadata($"\"{name}\""), $"the plugin Toys is named '{name}': a name has");

    [Fact]
    public void A_metadata_plugin_must_not_take_a_name() => AssertRefused(LoadedPlugins.Metadata("\"hca\""), "is named 'hca', and so is Azul.Plugins.Hca.HcaPlugin");

    [Fact]
    public void A_repository_plugin_must_not_take_a_name() => AssertRefused(LoadedPlugins.Repository("canned"), "is named 'canned', and so is Azul.Plugins.Repositories.Canned.CannedRepositoryFactory");

    [Fact]
    public void Loaded_plugins_must_not_have_the_same_name()
    {
        plugins.Compile("Toys.dll", LoadedPlugins.Metadata("\"toys\""));
        AssertFails("[\"Toys.dll\", \"Toys.dll\"]", "Azul:Plugins:1", "the plugin Toys is named 'toys', and so is Toys");
    }

    public void Dispose() => plugins.Dispose();

    private void AssertRefused(string text, string fault)
    {
        plugins.Compile("Toys.dll", text);
        AssertFails("[\"Toys.dll\"]", "Azul:Plugins:0", fault);
    }

    private void AssertFails(string setting, string key, string fault)
    {
        var e = Assert.Throws<ConfigurationException>(() => plugins.Start(setting));
        Assert.Equal(key, e.Key);
        Assert.Contains(fault, e.Message, StringComparison.Ordinal);
    }
}
