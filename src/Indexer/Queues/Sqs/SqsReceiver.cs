using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Azul.Indexer.Queues.Sqs;

/// <summary>Receives messages, those that travel together as the one message that they are for SQS.</summary>
internal sealed class SqsReceiver(IAmazonSQS client)
{
    // A wait of none at all is answered by some of the servers of a queue only, which may have nothing where others have.
    private const int MinWaitSeconds = 1;

    // Who is told to stop waits for the request that is under way, so a longer wait is made of several.
    private const int MaxWaitSeconds = 5;

    // A request should be answered when its wait is over. Where it is not, nothing is.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(MaxWaitSeconds + 2);

    /// <summary>Waits for messages, and takes what is there then.</summary>
    /// <exception cref="QueueException">The queue cannot be used.</exception>
    public async Task<IReadOnlyList<QueuedMessage>> FirstAsync(string url, WorkQueue queue, int max, TimeSpan visibility, TimeSpan wait, CancellationToken cancellation)
    {
        for (var left = Math.Max(MinWaitSeconds, Seconds(wait)); ; left -= MaxWaitSeconds)
        {
            var messages = await OnceAsync(url, queue, max, visibility, Math.Min(left, MaxWaitSeconds), cancellation);
            if (messages.Count > 0 || left <= MaxWaitSeconds || cancellation.IsCancellationRequested)
                return messages;
        }
    }

    /// <summary>Takes more of what is there; nothing where that fails, for what was received before must not be lost with it.</summary>
    public async Task<IReadOnlyList<QueuedMessage>> MoreAsync(string url, WorkQueue queue, int max, TimeSpan visibility, CancellationToken cancellation)
    {
        try
        {
            return await OnceAsync(url, queue, max, visibility, 0, cancellation);
        }
        catch (Exception e) when (e is QueueException or OperationCanceledException)
        {
            return [];
        }
    }

    // A request is not cancelled once it was sent: it would be answered all the same, and nobody would see what is in the answer until its time is over.
    private async Task<IReadOnlyList<QueuedMessage>> OnceAsync(string url, WorkQueue queue, int max, TimeSpan visibility, int waitSeconds, CancellationToken cancellation)
    {
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
        var response = await SqsFaults.TryAsync(token => client.ReceiveMessageAsync(request, token), abandonment.Token);
        return response.Messages is null ? [] : [.. response.Messages.Select(m => MessageOf(queue, m))];
    }

    private static QueuedMessage MessageOf(WorkQueue queue, Message message)
    {
        var group = message.Attributes?.GetValueOrDefault("MessageGroupId");
        return new(
            queue,
            message.MessageId,
            message.ReceiptHandle,
            message.Body,
            group,
            int.Parse(message.Attributes?.GetValueOrDefault("ApproximateReceiveCount") ?? "1", CultureInfo.InvariantCulture),
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(message.Attributes?.GetValueOrDefault("SentTimestamp") ?? "0", CultureInfo.InvariantCulture)),
            message.MessageAttributes?.GetValueOrDefault(SqsSender.ReasonAttribute)?.StringValue)
        {
            SharesGroup = group is not null && MessageGroups.IsShared(group),
        };
    }

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
