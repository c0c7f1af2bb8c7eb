using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Azul.Indexer.Queues.Sqs;

/// <summary>
/// Queues of Amazon SQS: standard queues for notifications, FIFO queues with a group for each entity, or for several (<see cref="SqsOptions.TallyGroups"/>), for tallies. A message that is moved is sent first and deleted then. The switch is a tag of
/// the queue of notifications.
/// </summary>
internal sealed class SqsWorkQueues : IWorkQueues, IDisposable
{
    private const string ReasonAttribute = "Reason";
    private const string SwitchTag = "azul-indexing";
    private const int MaxReason = 8000;
    private const int MaxDelaySeconds = 900;

    // A wait of none at all is answered by some of the servers of a queue only, which may have nothing where others have.
    private const int MinWaitSeconds = 1;

    // Who is told to stop waits for the request that is under way, so a longer wait is made of several.
    private const int MaxWaitSeconds = 5;
    private const int ReceivesAtOnce = 4;

    // Only what was received together is looked at together: the rest of a group stays hidden while its first messages are.
    private static readonly TimeSpan BrowseVisibility = TimeSpan.FromSeconds(60);

    // A request should be answered when its wait is over. Where it is not, nothing is.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(MaxWaitSeconds + 2);

    private readonly IAmazonSQS client;
    private readonly SqsOptions options;
    private readonly IReadOnlyDictionary<WorkQueue, QueueSettings> settings;
    private readonly SqsQueueCreation creation;
    private readonly MessageGroups groups;
    private readonly SemaphoreSlim opening = new(1, 1);
    private readonly ConcurrentDictionary<WorkQueue, long> deleted = new();
    private volatile IReadOnlyDictionary<WorkQueue, string>? urls;

    public SqsWorkQueues(IAmazonSQS client, SqsOptions options, IReadOnlyDictionary<WorkQueue, QueueSettings> settings)
    {
        this.client = client;
        this.options = options;
        this.settings = settings;
        creation = new(client, options, settings);
        groups = new(options.TallyGroups);
    }

    public int MaxReceivedOfGroup => SqsBatches.Size;

    public bool HasExactCounts => false;

    public async Task OpenAsync(CancellationToken cancellation)
    {
        if (urls is not null)
            return;
        await opening.WaitAsync(cancellation);
        try
        {
            urls ??= await TryAsync(FindAllAsync, cancellation);
        }
        finally
        {
            opening.Release();
        }
    }

    public async Task<IReadOnlyList<WorkQueue>> CreateAsync(CancellationToken cancellation) => await TryAsync(
        async token =>
        {
            var missing = new List<WorkQueue>();
            foreach (var queue in WorkQueueNames.All)
            {
                if (await creation.FindAsync(queue, token) is null)
                    missing.Add(queue);
            }
            foreach (var queue in missing)
                await creation.CreateAsync(queue, token);
            return missing;
        },
        cancellation);

    public async Task<IReadOnlyList<MessageOutcome>> SendAsync(WorkQueue queue, IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation)
    {
        if (messages.Count == 0)
            return [];
        // Requests that are sent at the same time may arrive in any order, which matters only to messages of the same group.
        var inOrder = queue.IsGrouped() && messages.DistinctBy(m => m.Group).Count() < messages.Count;
        return await SendAsync(queue, [.. messages.Select(m => new SendMessageBatchRequestEntry { MessageBody = m.Body, MessageGroupId = GroupOf(queue, m.Group) })], inOrder, cancellation);
    }

    public async Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(WorkQueue queue, int max, TimeSpan wait, CancellationToken cancellation)
    {
        var first = Math.Min(max, SqsBatches.Size);
        var received = new List<QueuedMessage>(await ReceiveFirstAsync(queue, first, wait, cancellation));
        // A full answer means that there is more, so it costs no request in vain to ask on.
        for (var full = received.Count == first; full && received.Count < max && !cancellation.IsCancellationRequested;)
        {
            var asked = Math.Min(ReceivesAtOnce, (max - received.Count + SqsBatches.Size - 1) / SqsBatches.Size);
            var size = Math.Min(SqsBatches.Size, max - received.Count);
            asked = size < SqsBatches.Size ? 1 : Math.Min(asked, (max - received.Count) / SqsBatches.Size);
            var answers = await Task.WhenAll(Enumerable.Range(0, asked).Select(_ => ReceiveMoreAsync(queue, size, cancellation)));
            received.AddRange(answers.SelectMany(a => a));
            full = answers.All(a => a.Count == size);
        }
        if (!cancellation.IsCancellationRequested)
            return received;
        await PutBackAsync(queue, received);
        throw new OperationCanceledException(cancellation);
    }

    private async Task<IReadOnlyList<QueuedMessage>> ReceiveFirstAsync(WorkQueue queue, int max, TimeSpan wait, CancellationToken cancellation)
    {
        for (var left = Math.Max(MinWaitSeconds, Seconds(wait)); ; left -= MaxWaitSeconds)
        {
            var messages = await ReceiveOnceAsync(queue, max, settings[queue].Visibility, Math.Min(left, MaxWaitSeconds), cancellation);
            if (messages.Count > 0 || left <= MaxWaitSeconds || cancellation.IsCancellationRequested)
                return messages;
        }
    }

    // What was received before must not be lost with a request that fails.
    private async Task<IReadOnlyList<QueuedMessage>> ReceiveMoreAsync(WorkQueue queue, int max, CancellationToken cancellation)
    {
        try
        {
            return await ReceiveOnceAsync(queue, max, settings[queue].Visibility, 0, cancellation);
        }
        catch (Exception e) when (e is QueueException or OperationCanceledException)
        {
            return [];
        }
    }

    private async Task PutBackAsync(WorkQueue queue, IReadOnlyList<QueuedMessage> messages)
    {
        try
        {
            await MoveAsync(queue, queue, [.. messages.Select(m => new MessageMove(m, null))], CancellationToken.None);
        }
        catch (QueueException)
        {
            // Then the messages come again when their time is over.
        }
    }

    public async Task<IReadOnlyList<MessageOutcome>> DeleteAsync(WorkQueue queue, IReadOnlyList<QueuedMessage> messages, CancellationToken cancellation)
    {
        var outcomes = await DeleteMovedAsync(queue, messages, cancellation);
        var done = outcomes.Count(o => o.Status == MessageStatus.Done);
        deleted.AddOrUpdate(queue, done, (_, before) => before + done);
        return outcomes;
    }

    private async Task<IReadOnlyList<MessageOutcome>> DeleteMovedAsync(WorkQueue queue, IReadOnlyList<QueuedMessage> messages, CancellationToken cancellation)
    {
        if (messages.Count == 0)
            return [];
        var url = await UrlOfAsync(queue, cancellation);
        return await SqsBatches.RunAsync(
            messages,
            inOrder: false,
            async (chunk, token) => (await client.DeleteMessageBatchAsync(
                url, [.. chunk.Select((m, i) => new DeleteMessageBatchRequestEntry(IdOf(i), m.Receipt))], token)).Failed,
            cancellation);
    }

    public async Task<IReadOnlyList<MessageOutcome>> ChangeVisibilityAsync(
        WorkQueue queue, IReadOnlyList<VisibilityChange> changes, CancellationToken cancellation)
    {
        if (changes.Count == 0)
            return [];
        var url = await UrlOfAsync(queue, cancellation);
        return await SqsBatches.RunAsync(
            changes,
            inOrder: false,
            async (chunk, token) => (await client.ChangeMessageVisibilityBatchAsync(
                url,
                [.. chunk.Select((c, i) => new ChangeMessageVisibilityBatchRequestEntry(IdOf(i), c.Message.Receipt) { VisibilityTimeout = Seconds(c.Visibility) })],
                token)).Failed,
            cancellation);
    }

    public async Task<IReadOnlyList<MessageOutcome>> MoveAsync(WorkQueue from, WorkQueue to, IReadOnlyList<MessageMove> moves, CancellationToken cancellation)
    {
        if (moves.Count == 0)
            return [];
        if (from.IsGrouped() != to.IsGrouped())
            throw new ArgumentException($"Messages of {from.Name()} cannot go to {to.Name()}", nameof(to));
        var outcomes = (await SendAsync(to, [.. moves.Select(m => EntryOf(to, m))], inOrder: to.IsGrouped(), cancellation)).ToArray();
        var sent = Enumerable.Range(0, outcomes.Length).Where(i => outcomes[i].Status == MessageStatus.Done).ToArray();
        var left = await DeleteMovedAsync(from, [.. sent.Select(i => moves[i].Message)], cancellation);
        for (var i = 0; i < sent.Length; i++)
        {
            if (left[i].Status == MessageStatus.Failed)
                outcomes[sent[i]] = left[i];
        }
        return outcomes;
    }

    public async Task<IReadOnlyDictionary<WorkQueue, QueueCounts>> CountAsync(CancellationToken cancellation)
    {
        await OpenAsync(cancellation);
        var counts = await TryAsync(token => Task.WhenAll(urls!.Select(u => CountAsync(u.Key, u.Value, token))), cancellation);
        return counts.ToDictionary(c => c.Queue, c => c.Counts);
    }

    public Task<IReadOnlyDictionary<WorkQueue, long>?> CountAsync(string tag, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<WorkQueue, long>?>(null);

    // SQS keeps no such count.
    public Task<IReadOnlyDictionary<WorkQueue, long>> CountDeletedAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<WorkQueue, long>>(WorkQueueNames.All.ToDictionary(q => q, deleted.GetValueOrDefault));

    public async Task PurgeAsync(WorkQueue queue, CancellationToken cancellation)
    {
        var url = await UrlOfAsync(queue, cancellation);
        try
        {
            await TryAsync(token => client.PurgeQueueAsync(url, token), cancellation);
        }
        catch (QueueException e) when (e.InnerException is PurgeQueueInProgressException)
        {
            // It is being done.
        }
    }

    public async IAsyncEnumerable<QueuedMessage> BrowseAsync(WorkQueue queue, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var held = new List<QueuedMessage>();
        try
        {
            while (await ReceiveOnceAsync(queue, SqsBatches.Size, BrowseVisibility, MinWaitSeconds, cancellation) is { Count: > 0 } messages)
            {
                held.AddRange(messages);
                cancellation.ThrowIfCancellationRequested();
                foreach (var message in messages)
                    yield return message with { Receipt = "" };
            }
        }
        finally
        {
            await ChangeVisibilityAsync(queue, [.. held.Select(m => new VisibilityChange(m, TimeSpan.Zero))], CancellationToken.None);
        }
    }

    public async Task<bool> IsEnabledAsync(CancellationToken cancellation)
    {
        var url = await UrlOfAsync(WorkQueue.Notifications, cancellation);
        var response = await TryAsync(token => client.ListQueueTagsAsync(new ListQueueTagsRequest { QueueUrl = url }, token), cancellation);
        return response.Tags?.GetValueOrDefault(SwitchTag) != "off";
    }

    public async Task SetEnabledAsync(bool enabled, CancellationToken cancellation)
    {
        var url = await UrlOfAsync(WorkQueue.Notifications, cancellation);
        var tags = new Dictionary<string, string> { [SwitchTag] = enabled ? "on" : "off" };
        await TryAsync(token => client.TagQueueAsync(new TagQueueRequest { QueueUrl = url, Tags = tags }, token), cancellation);
    }

    public async Task<string?> CheckAsync(CancellationToken cancellation)
    {
        try
        {
            await CountAsync(cancellation);
            return null;
        }
        catch (QueueException e)
        {
            return e.Message;
        }
    }

    // SQS cannot tell who has died: their time runs out.
    public Task ReleaseOrphansAsync(CancellationToken cancellation) => Task.CompletedTask;

    public void Dispose()
    {
        opening.Dispose();
        client.Dispose();
    }

    private async Task<IReadOnlyDictionary<WorkQueue, string>> FindAllAsync(CancellationToken cancellation)
    {
        var found = new Dictionary<WorkQueue, string>();
        foreach (var queue in WorkQueueNames.All)
        {
            found[queue] = await creation.FindAsync(queue, cancellation)
                ?? throw new QueueException("QUEUE_MISSING", $"There is no queue {options.NameOf(queue)}: create the queues first ('create')");
        }
        return found;
    }

    private async Task<string> UrlOfAsync(WorkQueue queue, CancellationToken cancellation)
    {
        await OpenAsync(cancellation);
        return urls![queue];
    }

    private async Task<IReadOnlyList<MessageOutcome>> SendAsync(
        WorkQueue queue, IReadOnlyList<SendMessageBatchRequestEntry> entries, bool inOrder, CancellationToken cancellation)
    {
        var url = await UrlOfAsync(queue, cancellation);
        return await SqsBatches.RunAsync(
            entries,
            inOrder,
            async (chunk, token) =>
            {
                for (var i = 0; i < chunk.Count; i++)
                {
                    chunk[i].Id = IdOf(i);
                    // No two messages are the same to us: a tally that repeats another is not redundant.
                    chunk[i].MessageDeduplicationId = queue.IsGrouped() ? Guid.NewGuid().ToString() : null;
                }
                return (await client.SendMessageBatchAsync(url, [.. chunk], token)).Failed;
            },
            cancellation);
    }

    /// <summary>
    /// Sends one request. It is not cancelled once it was sent: it would be answered all the same, and nobody would see what is in the answer until its time is over.
    /// </summary>
    private async Task<IReadOnlyList<QueuedMessage>> ReceiveOnceAsync(WorkQueue queue, int max, TimeSpan visibility, int waitSeconds, CancellationToken cancellation)
    {
        var url = await UrlOfAsync(queue, cancellation);
        cancellation.ThrowIfCancellationRequested();
        using var abandonment = new CancellationTokenSource();
        await using var registration = cancellation.Register(() => abandonment.CancelAfter(AnswerTime));
        var request = new ReceiveMessageRequest
        {
            QueueUrl = url,
            MaxNumberOfMessages = max,
            WaitTimeSeconds = waitSeconds,
            VisibilityTimeout = Seconds(visibility),
            MessageAttributeNames = [ReasonAttribute],
            MessageSystemAttributeNames = ["ApproximateReceiveCount", "SentTimestamp", "MessageGroupId"],
        };
        var response = await TryAsync(token => client.ReceiveMessageAsync(request, token), abandonment.Token);
        return response.Messages is null ? [] : [.. response.Messages.Select(m => MessageOf(queue, m))];
    }

    private static QueuedMessage MessageOf(WorkQueue queue, Message message) => new(
        queue,
        message.MessageId,
        message.ReceiptHandle,
        message.Body,
        message.Attributes?.GetValueOrDefault("MessageGroupId"),
        int.Parse(message.Attributes?.GetValueOrDefault("ApproximateReceiveCount") ?? "1", CultureInfo.InvariantCulture),
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(message.Attributes?.GetValueOrDefault("SentTimestamp") ?? "0", CultureInfo.InvariantCulture)),
        message.MessageAttributes?.GetValueOrDefault(ReasonAttribute)?.StringValue);

    private SendMessageBatchRequestEntry EntryOf(WorkQueue to, MessageMove move)
    {
        var entry = new SendMessageBatchRequestEntry { MessageBody = move.Message.Body, MessageGroupId = GroupOf(to, move.Message.Group) };
        if (!to.IsGrouped())
            entry.DelaySeconds = Math.Min(MaxDelaySeconds, Seconds(move.Delay));
        if ((move.Reason ?? move.Message.Reason) is { Length: > 0 } reason)
            entry.MessageAttributes = new() { [ReasonAttribute] = new() { DataType = "String", StringValue = Clean(reason) } };
        return entry;
    }

    // SQS refuses control characters.
    private static string Clean(string reason) =>
        string.Concat(reason.Take(MaxReason).Select(c => c is >= ' ' and not ('\uFFFE' or '\uFFFF') or '\t' or '\n' or '\r' ? c : '?'));

    private string? GroupOf(WorkQueue queue, string? group)
    {
        if (!queue.IsGrouped())
            return null;
        return groups.Of(group ?? throw new ArgumentException($"Messages to {queue.Name()} need a group", nameof(group)));
    }

    private static string IdOf(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);

    private async Task<(WorkQueue Queue, QueueCounts Counts)> CountAsync(WorkQueue queue, string url, CancellationToken cancellation)
    {
        var request = new GetQueueAttributesRequest
        {
            QueueUrl = url,
            AttributeNames =
            [
                QueueAttributeName.ApproximateNumberOfMessages,
                QueueAttributeName.ApproximateNumberOfMessagesNotVisible,
                QueueAttributeName.ApproximateNumberOfMessagesDelayed,
            ],
        };
        var response = await client.GetQueueAttributesAsync(request, cancellation);
        return (queue, new(
            response.ApproximateNumberOfMessages,
            response.ApproximateNumberOfMessagesNotVisible,
            response.ApproximateNumberOfMessagesDelayed));
    }

    private static async Task<T> TryAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken cancellation)
    {
        try
        {
            return await request(cancellation);
        }
        catch (Exception e) when (SqsBatches.IsUnavailable(e, cancellation))
        {
            throw SqsBatches.Unavailable(e);
        }
    }
}
