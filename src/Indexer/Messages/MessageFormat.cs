using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Azul.Indexer.Queues;
using Azul.Plugins.Documents;

namespace Azul.Indexer.Messages;

/// <summary>Messages as JSON, in the form of the original (<c>spec/indexer.md</c> §1.5).</summary>
internal static class MessageFormat
{
    // Listings have times of milliseconds; the store keeps no more.
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static string? GroupOf(string body)
    {
        try
        {
            return ParseTally(body).Group;
        }
        catch (MessageException)
        {
            return null;
        }
    }

    private static readonly string[] Actions = ["reindex", "add", "delete"];

    /// <summary>Reads a message of the notification queues.</summary>
    /// <exception cref="MessageException">It is none.</exception>
    public static IndexingMessage ParseNotification(string body)
    {
        using var document = ParseObject(body);
        var message = document.RootElement;
        var action = Text(message, "action");
        return action switch
        {
            "reindex" => new ReindexRequest(Text(message, "catalog"), Source(message), Prefix(message)) { Generation = Generation(message) },
            "add" or "delete" => Notification(Text(message, "catalog"), Property(message, "notification", JsonValueKind.Object), action == "delete") with
            {
                Generation = Generation(message),
                ListedAt = ListedAt(message),
            },
            _ => throw new MessageException("MESSAGE_ACTION_UNKNOWN", $"the action '{action}' is none of {string.Join(", ", Actions)}"),
        };
    }

    /// <summary>Reads a tally.</summary>
    /// <exception cref="MessageException">It is none.</exception>
    public static Tally ParseTally(string body)
    {
        using var document = ParseObject(body);
        var message = document.RootElement;
        return new(
            Text(message, "catalog"),
            new(Text(message, "entity_type"), Text(message, "entity_id")),
            Property(message, "num_contributions", JsonValueKind.Number).TryGetInt64(out var number)
                ? number
                : throw MessageException.Invalid("'num_contributions' is not an integer"))
        {
            Generation = Generation(message),
        };
    }

    /// <summary>A message for the notification queues.</summary>
    public static OutgoingMessage Outgoing(BundleNotification message) => new(Serialize(message), Tag: TagOf(message.Catalog, message.Generation));

    /// <inheritdoc cref="Outgoing(BundleNotification)"/>
    public static OutgoingMessage Outgoing(ReindexRequest message) => new(Serialize(message), Tag: TagOf(message.Catalog, message.Generation));

    /// <summary>A message for the tally queues.</summary>
    public static OutgoingMessage Outgoing(Tally tally) => new(Serialize(tally), tally.Group, TagOf(tally.Catalog, tally.Generation));

    /// <summary>A message that was in a queue before, of whatever kind. It belongs where its body says; to the group that it had where that says nothing.</summary>
    public static OutgoingMessage Outgoing(string body, string? group) => new(body, group is null ? null : GroupOf(body) ?? group, TagOf(body));

    /// <summary>What tells the messages of a generation from others; nothing for those of none.</summary>
    public static string? TagOf(string catalog, long? generation) => generation is { } number ? $"{catalog}@{number}" : null;

    /// <summary>The tag of a message of any queue, or null; nothing has to be right about it.</summary>
    public static string? TagOf(string body)
    {
        try
        {
            using var document = ParseObject(body);
            return TagOf(Text(document.RootElement, "catalog"), Generation(document.RootElement));
        }
        catch (MessageException)
        {
            return null;
        }
    }

    public static string Serialize(BundleNotification message) => Write(writer =>
    {
        writer.WriteString("action", message.Deleted ? "delete" : "add");
        writer.WriteString("catalog", message.Catalog);
        WriteGeneration(writer, message.Generation);
        // Not a part of the notification, which others may have written.
        if (message.ListedAt is { } listedAt)
            writer.WriteString("listed_at", listedAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        writer.WriteStartObject("notification");
        writer.WriteString("transaction_id", message.TransactionId ?? Guid.NewGuid().ToString());
        writer.WriteStartObject("bundle_fqid");
        writer.WriteString("uuid", message.Bundle.Fqid.Uuid);
        writer.WriteString("version", message.Bundle.Fqid.Version);
        if (message.Bundle.TableName is { } table)
            writer.WriteString("table_name", table);
        WriteSource(writer, message.Bundle.Source);
        writer.WriteEndObject();
        if (message.Partition != BundlePartition.Root)
        {
            writer.WriteStartObject("partition");
            writer.WriteNumber("prefix_length", message.Partition.PrefixLength);
            writer.WriteNumber("prefix", message.Partition.Prefix);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    });

    public static string Serialize(ReindexRequest message) => Write(writer =>
    {
        writer.WriteString("action", "reindex");
        writer.WriteString("catalog", message.Catalog);
        WriteGeneration(writer, message.Generation);
        WriteSource(writer, message.Source);
        writer.WriteString("prefix", message.Prefix);
    });

    public static string Serialize(Tally tally) => Write(writer =>
    {
        writer.WriteString("catalog", tally.Catalog);
        WriteGeneration(writer, tally.Generation);
        writer.WriteString("entity_type", tally.Entity.EntityType);
        writer.WriteString("entity_id", tally.Entity.EntityId);
        writer.WriteNumber("num_contributions", tally.NumContributions);
    });

    private static BundleNotification Notification(string catalog, JsonElement notification, bool deleted)
    {
        var fqid = Property(notification, "bundle_fqid", JsonValueKind.Object);
        return new(
            catalog,
            new(new(Text(fqid, "uuid"), Text(fqid, "version")), Source(fqid), OptionalText(fqid, "table_name")),
            deleted,
            Partition(notification),
            OptionalText(notification, "transaction_id"));
    }

    private static DateTimeOffset? ListedAt(JsonElement message)
    {
        if (OptionalText(message, "listed_at") is not { } text)
            return null;
        return DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw MessageException.Invalid($"'listed_at' is '{text}', not a time such as 2026-01-01T00:00:00.000Z");
    }

    private static long? Generation(JsonElement message)
    {
        if (!message.TryGetProperty("generation", out var generation) || generation.ValueKind == JsonValueKind.Null)
            return null;
        return generation.ValueKind == JsonValueKind.Number && generation.TryGetInt64(out var number) && number > 0
            ? number
            : throw MessageException.Invalid("'generation' is not a positive integer");
    }

    private static BundlePartition Partition(JsonElement notification)
    {
        if (!notification.TryGetProperty("partition", out var partition) || partition.ValueKind == JsonValueKind.Null)
            return BundlePartition.Root;
        var length = (uint)Number(partition, "prefix_length");
        var prefix = (uint)Number(partition, "prefix");
        return length <= 32 && (length == 32 || prefix >> (int)length == 0)
            ? new((int)length, prefix)
            : throw MessageException.Invalid($"'partition' has a prefix of {length} bits with the value {prefix}");
    }

    private static long Number(JsonElement parent, string name) =>
        Property(parent, name, JsonValueKind.Number).TryGetUInt32(out var number) ? number : throw MessageException.Invalid($"'{name}' is out of range");

    private static SourceRef Source(JsonElement parent)
    {
        var source = Property(parent, "source", JsonValueKind.Object);
        return new(Text(source, "id"), Text(source, "spec"));
    }

    private static string Prefix(JsonElement message)
    {
        var prefix = Text(message, "prefix");
        return prefix.Length <= 8 && prefix.All(char.IsAsciiHexDigitLower)
            ? prefix
            : throw MessageException.Invalid($"the prefix '{prefix}' is not made of up to 8 lower-case hexadecimal digits");
    }

    private static JsonDocument ParseObject(string body)
    {
        try
        {
            var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw MessageException.Invalid("the message is not a JSON object");
        }
        catch (JsonException e)
        {
            throw MessageException.Invalid($"the message is not JSON: {e.Message}", e);
        }
    }

    private static JsonElement Property(JsonElement parent, string name, JsonValueKind kind)
    {
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out var property))
            throw MessageException.Invalid($"'{name}' is missing");
        return property.ValueKind == kind
            ? property
            : throw MessageException.Invalid($"'{name}' is {Word(property.ValueKind)} where {Word(kind)} is expected");
    }

    private static string Text(JsonElement parent, string name) => Property(parent, name, JsonValueKind.String).GetString()!;

    private static string? OptionalText(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var property) && property.ValueKind == JsonValueKind.String ? property.GetString() : null;

    private static string Word(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null or JsonValueKind.Undefined => "null",
        _ => "a boolean",
    };

    private static void WriteGeneration(Utf8JsonWriter writer, long? generation)
    {
        if (generation is { } number)
            writer.WriteNumber("generation", number);
    }

    private static void WriteSource(Utf8JsonWriter writer, SourceRef source)
    {
        writer.WriteStartObject("source");
        writer.WriteString("id", source.Id);
        writer.WriteString("spec", source.Spec);
        writer.WriteEndObject();
    }

    private static string Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, ValueJson.WriterOptions))
        {
            writer.WriteStartObject();
            content(writer);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
