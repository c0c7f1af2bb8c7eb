using Azul.GraphSchema;
using Azul.Plugins.Hca;
using Azul.Plugins.Metadata;

namespace Azul.Gateway.GraphQL;

/// <summary>Prints the schema of all built-in plugins: <c>dotnet run --project src/Gateway -- schema &gt; schema.graphql</c>.</summary>
internal static class SchemaCommand
{
    public const string Name = "schema";

    /// <summary>The built-in metadata plugins.</summary>
    public static IReadOnlyList<IMetadataPlugin> Plugins { get; } = [new HcaPlugin()];

    /// <summary>Whether the command line asks for the schema; prints it if so.</summary>
    public static bool Run(string[] arguments, TextWriter output)
    {
        if (arguments is not [Name])
            return false;
        output.Write(GraphSchemas.Print(Plugins));
        return true;
    }
}
