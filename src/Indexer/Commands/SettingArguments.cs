using Azul.Indexer.Hosting;

namespace Azul.Indexer.Commands;

/// <summary>Settings among the arguments, in the forms that ASP.NET Core takes: <c>--Azul:DataFolder=data</c> and <c>--Azul:DataFolder data</c>.</summary>
internal static class SettingArguments
{
    /// <summary>The option that holds them once they are joined.</summary>
    public const string Option = "--Azul";

    private const string Start = $"{Option}:";

    /// <summary>The arguments with each setting and its value as one, so that no value is taken for a command.</summary>
    public static IReadOnlyList<string> Join(IReadOnlyList<string> args)
    {
        var joined = new List<string>(args.Count);
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith(Start, StringComparison.OrdinalIgnoreCase))
                joined.Add(args[i]);
            else if (args[i].Contains('=', StringComparison.Ordinal) || i + 1 == args.Count)
                joined.Add(Start + args[i][Start.Length..]);
            else
                joined.Add($"{Start}{args[i][Start.Length..]}={args[++i]}");
        }
        return joined;
    }

    /// <summary>Key and value of a joined setting; null where it has no value.</summary>
    public static KeyValuePair<string, string?>? Split(string setting) => setting.Split('=', 2) is [var key, var value]
        ? KeyValuePair.Create<string, string?>($"{AzulConfiguration.Section}:{key}", value)
        : null;
}
