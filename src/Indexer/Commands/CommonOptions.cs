using System.CommandLine;

namespace Azul.Indexer.Commands;

/// <summary>Options of every command.</summary>
internal static class CommonOptions
{
    public static Option<FileInfo?> Config { get; } = new("--config", "-c")
    {
        Description = "A configuration file; relative folders in it start from its own. Default: appsettings.json in the working directory. "
            + "Environment variables such as Azul__DataFolder win over it.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Write the result as JSON, for programs.",
        Recursive = true,
    };
}
