using System.CommandLine;
using System.Text.Json;

namespace Azul.Indexer.Commands;

/// <summary>Results of commands as JSON.</summary>
internal static class CommandJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes a result as JSON or as text, whichever was asked for.</summary>
    public static Task ReportAsync(ParseResult parsed, object json, string text)
    {
        var output = parsed.InvocationConfiguration.Output;
        return parsed.GetValue(CommonOptions.Json) ? WriteAsync(output, json) : output.WriteLineAsync(text);
    }

    public static Task WriteAsync(TextWriter output, object result) => output.WriteLineAsync(JsonSerializer.Serialize(result, Options));
}
