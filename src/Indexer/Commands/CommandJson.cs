using System.Text.Json;

namespace Azul.Indexer.Commands;

/// <summary>Results of commands as JSON.</summary>
internal static class CommandJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Task WriteAsync(TextWriter output, object result) => output.WriteLineAsync(JsonSerializer.Serialize(result, Options));
}
