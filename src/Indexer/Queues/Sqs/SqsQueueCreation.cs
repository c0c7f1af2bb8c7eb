using System.Globalization;
using System.Text.Json;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Azul.Indexer.Queues.Sqs;

/// <summary>Finds and creates the queues, with the redrive settings of <c>spec/indexer.md</c> §1.4.</summary>
internal sealed class SqsQueueCreation(IAmazonSQS client, SqsOptions options, IReadOnlyDictionary<WorkQueue, QueueSettings> settings)
{
    /// <summary>The URL of a queue, or null where there is none of its name.</summary>
    public async Task<string?> FindAsync(WorkQueue queue, CancellationToken cancellation)
    {
        try
        {
            return (await client.GetQueueUrlAsync(options.NameOf(queue), cancellation)).QueueUrl;
        }
        catch (QueueDoesNotExistException)
        {
            return null;
        }
    }

    /// <summary>Creates the queue and those that its messages go on to, where they do not exist.</summary>
    public async Task<string> CreateAsync(WorkQueue queue, CancellationToken cancellation)
    {
        var deadLetter = queue.DeadLetter() is { } next ? await CreateAsync(next, cancellation) : null;
        if (await FindAsync(queue, cancellation) is { } existing)
            return existing;
        var own = settings[queue];
        var attributes = new Dictionary<string, string>
        {
            [QueueAttributeName.VisibilityTimeout] = Seconds(own.Visibility),
            [QueueAttributeName.DelaySeconds] = Seconds(own.Delay),
            [QueueAttributeName.MessageRetentionPeriod] = Seconds(own.Retention),
        };
        if (queue.IsGrouped())
            attributes[QueueAttributeName.FifoQueue] = "true";
        if (deadLetter is not null)
            attributes[QueueAttributeName.RedrivePolicy] = JsonSerializer.Serialize(
                new { deadLetterTargetArn = await ArnAsync(deadLetter, cancellation), maxReceiveCount = own.MaxReceives });
        return (await client.CreateQueueAsync(new CreateQueueRequest { QueueName = options.NameOf(queue), Attributes = attributes }, cancellation)).QueueUrl;
    }

    private async Task<string> ArnAsync(string url, CancellationToken cancellation)
    {
        var response = await client.GetQueueAttributesAsync(new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = [QueueAttributeName.QueueArn] }, cancellation);
        return response.QueueARN;
    }

    private static string Seconds(TimeSpan time) => ((long)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
