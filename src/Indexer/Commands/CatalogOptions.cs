using System.CommandLine;

namespace Azul.Indexer.Commands;

/// <summary>Options that say which part of the index a command is about.</summary>
internal static class CatalogOptions
{
    public static Option<string[]> Catalogs { get; } = new("--catalogs")
    {
        Description = "The catalogs. Default: all that are not internal.",
        AllowMultipleArgumentsPerToken = true,
        HelpName = "NAME",
    };

    public static Option<string[]> Sources(string description) => new("--sources")
    {
        Description = description,
        AllowMultipleArgumentsPerToken = true,
        HelpName = "GLOB",
    };
}
