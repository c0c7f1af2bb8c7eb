using System.Diagnostics;
using Amazon.SQS;
using Amazon.SQS.Model;
using Azul.Indexer;
using Azul.Indexer.Queues;
using Azul.Indexer.Queues.Sqs;

namespace Azul.Benchmarks.Indexing;

/// <summary>
/// What the server and the SDK can do: the traffic of indexing without indexing. Notifications are received ten at a time, two tallies are sent for each, then they are deleted, while others receive and
/// delete the tallies.
/// </summary>
internal sealed class BareSqs(IAmazonSQS client, string prefix, int? tallyGroups)
{
    private const int Batch = 10;

    private readonly MessageGroups groups = new(tallyGroups);

    /// <summary>Messages a second: a third of them notifications, which wait there already.</summary>
    public async Task<double> MeasureAsync(int bundles, int parallelism)
    {
        var options = new SqsOptions { Prefix = prefix };
        using var queues = new SqsWorkQueues(client, options, new IndexerOptions().Queues);
        await queues.CreateAsync(default);
        await queues.SendAsync(WorkQueue.Notifications, [.. Enumerable.Range(0, bundles).Select(i => new OutgoingMessage($$"""{"bundle":{{i}}}"""))], default);
        var notifications = (await client.GetQueueUrlAsync(options.NameOf(WorkQueue.Notifications))).QueueUrl;
        var tallies = (await client.GetQueueUrlAsync(options.NameOf(WorkQueue.Tallies))).QueueUrl;
        var (contributed, aggregated) = (0, 0);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 2 * parallelism).Select(async lane =>
        {
            while (lane % 2 == 0 ? Volatile.Read(ref contributed) < bundles : Volatile.Read(ref aggregated) < 2 * bundles)
            {
                var queue = lane % 2 == 0 ? notifications : tallies;
                var messages = (await client.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = queue, MaxNumberOfMessages = Batch, WaitTimeSeconds = 1 })).Messages;
                if (messages is not { Count: > 0 })
                    continue;
                if (lane % 2 == 0)
                    await Task.WhenAll(SendAsync(tallies, messages), SendAsync(tallies, messages));
                await client.DeleteMessageBatchAsync(queue, [.. messages.Select((m, i) => new DeleteMessageBatchRequestEntry($"{i}", m.ReceiptHandle))]);
                Interlocked.Add(ref lane % 2 == 0 ? ref contributed : ref aggregated, messages.Count);
            }
        }));
        return 3 * bundles / watch.Elapsed.TotalSeconds;
    }

    private Task<SendMessageBatchResponse> SendAsync(string url, List<Message> messages) => client.SendMessageBatchAsync(
        url,
        [.. messages.Select((m, i) => new SendMessageBatchRequestEntry($"{i}", m.Body) { MessageGroupId = groups.Of($"{Guid.NewGuid()}"), MessageDeduplicationId = $"{Guid.NewGuid()}" })]);
}
