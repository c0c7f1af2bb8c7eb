using System.Globalization;
using System.Text;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Azul.Indexer.Queues.Sqs;

/// <summary>Sends messages. Tallies that share a group travel together, as few messages of SQS as hold them.</summary>
internal sealed class SqsSender(IAmazonSQS client)
{
    public const string ReasonAttribute = "Reason";

    private const int MaxReason = 8000;

    // A request may have 256 KiB, and takes ten.
    private const int MaxParcelBytes = 24_000;

    /// <summary>Sends messages, those of a group in order, and says how it went for each.</summary>
    public async Task<IReadOnlyList<MessageOutcome>> SendAsync(string url, WorkQueue queue, IReadOnlyList<Letter> letters, CancellationToken cancellation)
    {
        if (letters.Count == 0)
            return [];
        var parcels = Pack(queue, letters);
        // Requests that are sent at the same time may arrive in any order, which matters only to messages of the same group.
        var inOrder = queue.IsGrouped() && parcels.DistinctBy(p => p.First.Group).Count() < parcels.Count;
        var sent = await SqsBatches.RunAsync(
            parcels,
            inOrder,
            async (chunk, token) => (await client.SendMessageBatchAsync(url, [.. chunk.Select((p, i) => EntryOf(queue, p, i))], token)).Failed,
            cancellation);
        var outcomes = new MessageOutcome[letters.Count];
        foreach (var (parcel, outcome) in parcels.Zip(sent))
        {
            foreach (var position in parcel.Positions)
                outcomes[position] = outcome;
        }
        return outcomes;
    }

    private static List<Packed> Pack(WorkQueue queue, IReadOnlyList<Letter> letters)
    {
        var parcels = new List<Packed>(letters.Count);
        var open = new Dictionary<string, Packed>();
        for (var position = 0; position < letters.Count; position++)
        {
            var letter = letters[position];
            // What is tried again goes alone, so that what makes it fail takes no others along.
            var mayJoin = queue == WorkQueue.Tallies && letter is { Group: { } group, Reason: null } && MessageGroups.IsShared(group) && Parcel.Takes(letter.Body);
            if (mayJoin && open.TryGetValue(letter.Group!, out var parcel) && parcel.TryAdd(letter, position))
                continue;
            parcels.Add(parcel = new(letter, position));
            if (mayJoin)
                open[letter.Group!] = parcel;
            else if (letter.Group is { } closed)
                open.Remove(closed);
        }
        return parcels;
    }

    private static SendMessageBatchRequestEntry EntryOf(WorkQueue queue, Packed parcel, int index)
    {
        var entry = new SendMessageBatchRequestEntry
        {
            Id = index.ToString(CultureInfo.InvariantCulture),
            MessageBody = parcel.Body,
            MessageGroupId = parcel.First.Group,
            // No two messages are the same to us: a tally that repeats another is not redundant.
            MessageDeduplicationId = queue.IsGrouped() ? Guid.NewGuid().ToString() : null,
        };
        if (parcel.First.DelaySeconds is { } delay)
            entry.DelaySeconds = delay;
        if (parcel.First.Reason is { Length: > 0 } reason)
            entry.MessageAttributes = new() { [ReasonAttribute] = new() { DataType = "String", StringValue = Clean(reason) } };
        return entry;
    }

    // SQS refuses control characters.
    private static string Clean(string reason) =>
        string.Concat(reason.Take(MaxReason).Select(c => c is >= ' ' and not ('\uFFFE' or '\uFFFF') or '\t' or '\n' or '\r' ? c : '?'));

    /// <summary>Messages that become one of SQS.</summary>
    private sealed class Packed(Letter first, int position)
    {
        private readonly List<string> bodies = [first.Body];
        private readonly List<int> positions = [position];
        private int bytes = SizeOf(first);

        public Letter First => first;

        public IReadOnlyList<int> Positions => positions;

        public string Body => first.Group is { } group && MessageGroups.IsShared(group) ? Parcel.BodyOf(bodies) : first.Body;

        public bool TryAdd(Letter letter, int position)
        {
            var size = SizeOf(letter);
            if (bytes + size > MaxParcelBytes)
                return false;
            bytes += size;
            bodies.Add(letter.Body);
            positions.Add(position);
            return true;
        }

        private static int SizeOf(Letter letter) => Encoding.UTF8.GetByteCount(letter.Body) + 1;
    }
}
