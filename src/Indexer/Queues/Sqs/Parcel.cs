using System.Text;
using System.Text.Json;

namespace Azul.Indexer.Queues.Sqs;

/// <summary>
/// Messages that travel as one message of SQS, whose body is the array of theirs. It is deleted when all of them have been, so until then they come again together.
/// </summary>
/// <param name="receipt">What identifies this delivery of it.</param>
/// <param name="count">How many messages it holds.</param>
internal sealed class Parcel(string receipt, int count)
{
    private readonly HashSet<int> deleted = [];

    public string Receipt => receipt;

    /// <summary>Notes that one of the messages is to be deleted.</summary>
    /// <returns>Whether that was the last of them.</returns>
    public bool Delete(int position)
    {
        lock (deleted)
        {
            deleted.Add(position);
            return deleted.Count == count;
        }
    }

    /// <summary>Whether a message can travel with others: its body must be a JSON object.</summary>
    public static bool Takes(string body)
    {
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(body));
        try
        {
            return json.Read() && json.TokenType == JsonTokenType.StartObject && json.TrySkip() && !json.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The body of a message that holds these: theirs as an array, which one alone needs only where it would be taken for a parcel itself.</summary>
    public static string BodyOf(IReadOnlyList<string> bodies) => bodies is [var only] && Parse(only) is null ? only : $"[{string.Join(',', bodies)}]";

    /// <summary>The messages of a received one: those that travelled in it, or itself.</summary>
    public static IReadOnlyList<QueuedMessage> Open(QueuedMessage message)
    {
        if (!message.SharesGroup || Parse(message.Body) is not { } bodies)
            return [message];
        var parcel = new Parcel(message.Receipt, bodies.Length);
        return [.. bodies.Select((body, position) => new ParcelPart(parcel, position, message with { Id = $"{message.Id}/{position}", Receipt = $"{message.Receipt}/{position}", Body = body }))];
    }

    private static string[]? Parse(string body)
    {
        if (!body.StartsWith('['))
            return null;
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.GetArrayLength() == 0 ? null : [.. json.RootElement.EnumerateArray().Select(e => e.GetRawText())];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
