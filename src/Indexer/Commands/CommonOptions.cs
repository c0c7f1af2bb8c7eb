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

    public static Option<string[]> Settings { get; } = CreateSettings();

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Write the result as JSON, for programs.",
        Recursive = true,
    };

    private static Option<string[]> CreateSettings()
    {
        var option = new Option<string[]>(SettingArguments.Option)
        {
            Description = "A setting, such as --Azul:DataFolder=data. Wins over files and environment variables.",
            HelpName = "KEY=VALUE",
            Recursive = true,
        };
        option.Validators.Add(result =>
        {
            foreach (var setting in result.Tokens.Where(t => SettingArguments.Split(t.Value) is null))
                result.AddError($"The setting Azul:{setting.Value} has no value.");
        });
        return option;
    }
}
