using Azul.GraphSchema;
using Azul.Plugins.Catalogs;

namespace Azul.Gateway.GraphQL;

/// <summary>Prints the schema of all built-in plugins: <c>dotnet run --project src/Gateway -- schema &gt; schema.graphql</c>.</summary>
internal static class SchemaCommand
{
    public const string Name = "schema";

    /// <summary>Whether the command line asks for the schema; prints it if so.</summary>
    public static bool Run(string[] arguments, TextWriter output)
    {
        if (arguments is not [Name])
            return false;
        output.Write(GraphSchemas.Print(CatalogRegistration.MetadataPlugins));
        return true;
    }
}
