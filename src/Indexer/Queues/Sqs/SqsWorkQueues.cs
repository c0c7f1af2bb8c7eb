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
    private const int ReceivesAtOnce = 4;

    // Only what was received together is looked at together: the rest of a group stays hidden while its first messages are.
    private static readonly TimeSpan BrowseVisibility = TimeSpan.FromSeconds(60);

    private readonly IAmazonSQS client;
    private readonly SqsOptions options;
    private readonly IReadOnlyDictionary<WorkQueue, QueueSettings> settings;
    private readonly SqsQueueCreation creation;
    private readonly SqsSender sender;
    private readonly SqsReceiver receiver;
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
        receiver = new(client);
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
            urls ??= await SqsFaults.TryAsync(FindAllAsync, cancellation);
        }
        finally
        {
            opening.Release();
        }
    }

    public async Task<IReadOnlyList<WorkQueue>> CreateAsync(CancellationToken cancellation) => await SqsFaults.TryAsync(
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
        var (url, visibility) = (await UrlOfAsync(queue, cancellation), settings[queue].Visibility);
        var first = Math.Min(max, SqsBatches.Size);
        var answer = await receiver.FirstAsync(url, queue, first, visibility, wait, cancellation);
        var received = new List<QueuedMessage>(await OpenAsync(queue, answer));
        var (full, parcels) = (answer.Count == first, answer.Count);
        // A full answer means that there is more, so it costs no request in vain to ask on.
        while (full && received.Count < max && !cancellation.IsCancellationRequested)
        {
            // Of messages that travel together, it takes as many fewer.
            var left = Math.Max(1, (max - received.Count) * parcels / Math.Max(received.Count, parcels));
            var size = Math.Min(SqsBatches.Size, left);
            var asked = Math.Min(ReceivesAtOnce, left / size);
            var answers = await Task.WhenAll(Enumerable.Range(0, asked).Select(_ => receiver.MoreAsync(url, queue, size, visibility, cancellation)));
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

    public async Task<IReadOnlyList<MessageOutcome>> DeleteAsync(WorkQueue queue, IReadOnlyList<QueuedMessage> messages, CancellationToken cancellation)
    {
        var outcomes = await DeleteMovedAsync(queue, messages, cancellation);
        var done = outcomes.Count(o => o.Status == MessageStatus.Done);
        deleted.AddOrUpdate(queue, done, (_, before) => before + done);
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
        var counts = await SqsFaults.TryAsync(token => Task.WhenAll(urls!.Select(u => CountAsync(u.Key, u.Value, token))), cancellation);
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
            await SqsFaults.TryAsync(token => client.PurgeQueueAsync(url, token), cancellation);
        }
        catch (QueueException e) when (e.InnerException is PurgeQueueInProgressException)
        {
            // It is being done.
        }
    }

    public async IAsyncEnumerable<QueuedMessage> BrowseAsync(WorkQueue queue, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var url = await UrlOfAsync(queue, cancellation);
        var held = new List<QueuedMessage>();
        try
        {
            while (await receiver.FirstAsync(url, queue, SqsBatches.Size, BrowseVisibility, TimeSpan.Zero, cancellation) is { Count: > 0 } messages)
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
        var response = await SqsFaults.TryAsync(token => client.ListQueueTagsAsync(new ListQueueTagsRequest { QueueUrl = url }, token), cancellation);
        return response.Tags?.GetValueOrDefault(SwitchTag) != "off";
    }

    public async Task SetEnabledAsync(bool enabled, CancellationToken cancellation)
    {
        var url = await UrlOfAsync(WorkQueue.Notifications, cancellation);
        var tags = new Dictionary<string, string> { [SwitchTag] = enabled ? "on" : "off" };
        await SqsFaults.TryAsync(token => client.TagQueueAsync(new TagQueueRequest { QueueUrl = url, Tags = tags }, token), cancellation);
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
}
