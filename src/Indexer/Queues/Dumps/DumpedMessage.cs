using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Azul.Indexer.Queues.Dumps;

/// <summary>A message as a dump holds it: a JSON object on a line of its own, so that dumps of any size can be written and read piece by piece, and handled with tools for text.</summary>
/// <param name="Queue">The name of the queue that it was in.</param>
/// <param name="Id">Its id there.</param>
/// <param name="Group">Its group, for queues that have groups.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="Receives">How often it had been received.</param>
/// <param name="Reason">Why it failed last, if that is known.</param>
/// <param name="Body">What was sent.</param>
internal sealed record DumpedMessage(
    [property: JsonRequired] string Queue, string? Id, string? Group, DateTimeOffset SentAt, int Receives, string? Reason, [property: JsonRequired] string Body)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static DumpedMessage Of(QueuedMessage message) =>
        new(message.Queue.Name(), message.Id, message.Group, message.SentAt, message.ReceiveCount, message.Reason, message.Body);

    /// <exception cref="JsonException">The line is no message of a dump.</exception>
    public static DumpedMessage Parse(string line) => JsonSerializer.Deserialize<DumpedMessage>(line, Options) is { Queue: not null, Body: not null } message
        ? message
        : throw new JsonException("'queue' and 'body' must not be null");

    public string ToLine() => JsonSerializer.Serialize(this, Options);
}
