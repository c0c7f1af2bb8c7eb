using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Azul.Indexer.Queues.Sqs;

/// <summary>
/// Queues of Amazon SQS: standard queues for notifications, FIFO queues with a group for each entity, or for several (<see cref="SqsOptions.TallyGroups"/>), for tallies. Those that share a group travel
/// together where they were sent together (<see cref="Parcel"/>), and are counted as one then. A message that is moved is sent first and deleted then. The switch is a tag of the queue of notifications.
/// </summary>
internal sealed class SqsWorkQueues : IWorkQueues, IDisposable
{
    private const string SwitchTag = "azul-indexing";
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
    private readonly SqsSender sender;
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
        sender = new(client);
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

    public Task<IReadOnlyList<MessageOutcome>> SendAsync(WorkQueue queue, IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation) =>
        SendAsync(queue, [.. messages.Select(m => new Letter(m.Body, GroupOf(queue, m.Group, m.IsApart)))], cancellation);

    public async Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(WorkQueue queue, int max, TimeSpan wait, CancellationToken cancellation)
    {
        var first = Math.Min(max, SqsBatches.Size);
        var answer = await ReceiveFirstAsync(queue, first, wait, cancellation);
        var received = new List<QueuedMessage>(await OpenAsync(queue, answer));
        var (full, parcels) = (answer.Count == first, answer.Count);
        // A full answer means that there is more, so it costs no request in vain to ask on.
        while (full && received.Count < max && !cancellation.IsCancellationRequested)
        {
            // Of messages that travel together, it takes as many fewer.
            var left = Math.Max(1, (max - received.Count) * parcels / Math.Max(received.Count, parcels));
            var size = Math.Min(SqsBatches.Size, left);
            var asked = Math.Min(ReceivesAtOnce, left / size);
            var answers = await Task.WhenAll(Enumerable.Range(0, asked).Select(_ => ReceiveMoreAsync(queue, size, cancellation)));
            foreach (var more in answers)
                received.AddRange(await OpenAsync(queue, more));
            parcels += answers.Sum(a => a.Count);
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
        // A parcel is deleted with the last of its messages. Until then the others are done with as far as anybody here is concerned.
        var last = Enumerable.Range(0, messages.Count).Where(i => messages[i] is not ParcelPart part || part.Parcel.Delete(part.Position)).ToArray();
        var outcomes = new MessageOutcome[messages.Count];
        var deletions = await SqsBatches.RunAsync(
            last,
            inOrder: false,
            async (chunk, token) => (await client.DeleteMessageBatchAsync(
                url, [.. chunk.Select((m, i) => new DeleteMessageBatchRequestEntry(IdOf(i), ReceiptOf(messages[m])))], token)).Failed,
            cancellation);
        foreach (var (index, outcome) in last.Zip(deletions))
            outcomes[index] = outcome;
        return outcomes;
    }

    public async Task<IReadOnlyList<MessageOutcome>> ChangeVisibilityAsync(
        WorkQueue queue, IReadOnlyList<VisibilityChange> changes, CancellationToken cancellation)
    {
        if (changes.Count == 0)
            return [];
        var url = await UrlOfAsync(queue, cancellation);
        var deliveries = changes.GroupBy(c => ReceiptOf(c.Message), c => c.Visibility).Select(d => (Receipt: d.Key, Visibility: d.Max())).ToArray();
        var outcomes = await SqsBatches.RunAsync(
            deliveries,
            inOrder: false,
            async (chunk, token) => (await client.ChangeMessageVisibilityBatchAsync(
                url,
                [.. chunk.Select((d, i) => new ChangeMessageVisibilityBatchRequestEntry(IdOf(i), d.Receipt) { VisibilityTimeout = Seconds(d.Visibility) })],
                token)).Failed,
            cancellation);
        var outcomeOf = deliveries.Zip(outcomes).ToDictionary(d => d.First.Receipt, d => d.Second);
        return [.. changes.Select(c => outcomeOf[ReceiptOf(c.Message)])];
    }

    public async Task<IReadOnlyList<MessageOutcome>> MoveAsync(WorkQueue from, WorkQueue to, IReadOnlyList<MessageMove> moves, CancellationToken cancellation)
    {
        if (moves.Count == 0)
            return [];
        if (from.IsGrouped() != to.IsGrouped())
            throw new ArgumentException($"Messages of {from.Name()} cannot go to {to.Name()}", nameof(to));
        var outcomes = (await SendAsync(to, [.. moves.Select(m => LetterOf(to, m))], cancellation)).ToArray();
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
                foreach (var message in messages.SelectMany(Parcel.Open))
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

    private async Task<IReadOnlyList<MessageOutcome>> SendAsync(WorkQueue queue, IReadOnlyList<Letter> letters, CancellationToken cancellation) =>
        await sender.SendAsync(await UrlOfAsync(queue, cancellation), queue, letters, cancellation);

    /// <summary>
    /// The messages of those that were received. What comes together to a queue that messages are tried again from was moved there by SQS, after a worker had died of one of them perhaps: they are sent
    /// there once more, each alone.
    /// </summary>
    private async Task<IReadOnlyList<QueuedMessage>> OpenAsync(WorkQueue queue, IReadOnlyList<QueuedMessage> messages)
    {
        var opened = messages.Select(Parcel.Open).ToArray();
        if (queue == WorkQueue.TalliesRetry && opened.Any(m => m.Count > 1))
        {
            try
            {
                await MoveAsync(queue, queue, [.. opened.Where(m => m.Count > 1).SelectMany(m => m).Select(m => new MessageMove(m, null))], CancellationToken.None);
            }
            catch (QueueException)
            {
                // Then they come again when their time is over.
            }
            opened = [.. opened.Where(m => m.Count == 1)];
        }
        return [.. opened.SelectMany(m => m)];
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
            MessageAttributeNames = [SqsSender.ReasonAttribute],
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
        message.MessageAttributes?.GetValueOrDefault(SqsSender.ReasonAttribute)?.StringValue)
    {
        SharesGroup = message.Attributes?.GetValueOrDefault("MessageGroupId") is { } group && MessageGroups.IsShared(group),
    };

    private static Letter LetterOf(WorkQueue to, MessageMove move) => new(
        move.Message.Body,
        to.IsGrouped() ? move.Message.Group : null,
        move.Reason ?? move.Message.Reason,
        to.IsGrouped() ? null : Math.Min(MaxDelaySeconds, Seconds(move.Delay)));

    private string? GroupOf(WorkQueue queue, string? name, bool isApart)
    {
        if (!queue.IsGrouped())
            return null;
        if (name is null)
            throw new ArgumentException($"Messages to {queue.Name()} need a group", nameof(name));
        return isApart ? MessageGroups.OwnOf(name) : groups.Of(name);
    }

    private static string ReceiptOf(QueuedMessage message) => message is ParcelPart part ? part.Parcel.Receipt : message.Receipt;

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
