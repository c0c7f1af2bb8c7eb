using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Azul.GraphSchema.Errors;
using Azul.Plugins.Documents;
using Azul.Search.Queries;

namespace Azul.GraphSchema.Paging;

/// <summary>
/// Writes and reads cursors: opaque texts that say where a page starts or ends. They are authenticated, so that only those made here are ever read, and bound
/// to what they were made for.
/// </summary>
internal sealed class Cursors(ICursorKey key)
{
    private const int MacLength = 16;

    /// <summary>The cursor of a position.</summary>
    public string Write(CursorBinding binding, Value position)
    {
        byte[] body = [.. binding.Hash, .. ValueJson.Serialize(position)];
        return Base64Url.EncodeToString([.. Mac(body), .. body]);
    }

    /// <summary>The position of a cursor.</summary>
    /// <exception cref="GraphException">It is no cursor, or one of something else.</exception>
    public Value Read(CursorBinding binding, string cursor, string argument)
    {
        if (!Base64Url.IsValid(cursor))
            throw NoCursor(argument);
        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length <= MacLength + CursorBinding.Length)
            throw NoCursor(argument);
        var body = bytes[MacLength..];
        if (!CryptographicOperations.FixedTimeEquals(Mac(body), bytes.AsSpan(0, MacLength)))
            throw NoCursor(argument);
        if (!binding.Hash.SequenceEqual(body.AsSpan(0, CursorBinding.Length)))
        {
            throw new GraphException(
                ErrorCodes.InvalidCursor,
                $"The cursor in '{argument}' belongs to another query: catalog, entity type, filter and sort must stay the same from page to page");
        }
        return Parse(body, argument);
    }

    /// <summary>The position of a hit as a value: of each sort key a list, empty where the hit has nothing for it, and the id.</summary>
    public static Value OfHit(SortPosition position) => Value.List(
        [.. position.Keys.Select(k => k is { } value ? Value.List(value) : Value.List()), position.EntityId]);

    /// <inheritdoc cref="OfHit"/>
    public static SortPosition ToHit(Value position)
    {
        var parts = position.AsList;
        return new([.. parts.SkipLast(1).Select(p => p.AsList is [var value] ? value : (Value?)null)], parts[^1].AsString);
    }

    private static Value Parse(byte[] body, string argument)
    {
        try
        {
            return ValueJson.Parse(body.AsSpan(CursorBinding.Length));
        }
        catch (JsonException)
        {
            throw NoCursor(argument);
        }
    }

    private static GraphException NoCursor(string argument) => new(
        ErrorCodes.InvalidCursor, $"'{argument}' is no cursor of this service; take cursors from 'pageInfo' or 'edges' as they are");

    private byte[] Mac(ReadOnlySpan<byte> body) => HMACSHA256.HashData(key.Bytes.Span, body)[..MacLength];
}
