using Azul.Plugins.Catalogs;
using Azul.Plugins.Loading;
using Azul.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Azul.Tests.Catalogs;

/// <summary>Assemblies of plugins for tests, and programs that are told of them.</summary>
internal sealed class LoadedPlugins : IDisposable
{
    private const string Usings = """
        using Azul.Plugins.Catalogs;
        using Azul.Plugins.Metadata;
        using Azul.Plugins.Records;
        using Azul.Plugins.Repositories;
        using Azul.Plugins.Repositories.Folders;

        """;

    private readonly TemporaryFolder folder = new();

    public string Folder => folder.Path;

    /// <summary>A metadata plugin of that name.</summary>
    /// <param name="name">An expression.</param>
    /// <param name="more">Further members.</param>
    /// <param name="type">The name of the class, and modifiers before it.</param>
    public static string Metadata(string name, string more = "", string type = "public sealed class Toys") => $$"""
        {{type}} : RecordPlugin
        {
            {{more}}
            public override string Name => {{name}};
            public override MetadataModel Model { get; } = new(
                "Toy",
                "Toys",
                [new("toys", "toy", "A toy", [new("toys", InnerForm.Own)]) { Exposure = new("toyId") }],
                [new("toys", "toy", "A toy", [Property.Text("document_id", "The id of the toy").NotNull().Field("toyId")])]);
            protected override IEnumerable<Record> Read(Bundle bundle) => [];
        }
        """;

    /// <summary>A repository plugin of that name for the bundles of a plugin named <c>toys</c>.</summary>
    public static string Repository(string name, string type = "ToyBox") => $$"""
        public sealed class {{type}}(ContentRoot root) : FolderRepositoryFactory(root)
        {
            public override string Name => "{{name}}";
            public override IReadOnlyList<string> BundleKinds { get; } = ["toys"];
            protected override IReadOnlyDictionary<string, BundlePart> Read(ReadOnlySpan<byte> file) => new Dictionary<string, BundlePart>();
        }
        """;

    /// <summary>Compiles an assembly, with the usings that plugins need.</summary>
    /// <returns>Its full path.</returns>
    public string Compile(string path, string text, params IReadOnlyList<string> further) => CompileAlone(path, Usings + text, further);

    /// <summary>Compiles an assembly of just the text.</summary>
    /// <returns>Its full path.</returns>
    public string CompileAlone(string path, string text, params IReadOnlyList<string> further)
    {
        var full = Path.Combine(Folder, path);
        CompiledPlugin.Write(full, text, further);
        return full;
    }

    public void Write(string path, string content) => folder.Write(path, content);

    /// <summary>The plugins of a program with these settings.</summary>
    /// <param name="setting">The value of <c>Azul:Plugins</c>, as JSON.</param>
    public PluginSet Start(string setting)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(Settings.OfJson($$"""{"Azul": {"Plugins": {{setting}}} }"""));
        services.AddCatalogs(Folder);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<PluginSet>();
    }

    public void Dispose() => folder.Dispose();
}
