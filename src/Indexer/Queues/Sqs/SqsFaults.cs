using Amazon.Runtime;
using Amazon.SQS.Model;

namespace Azul.Indexer.Queues.Sqs;

/// <summary>What the SDK throws where the queues cannot be used, as a <see cref="QueueException"/>.</summary>
internal static class SqsFaults
{
    /// <exception cref="QueueException">The queues cannot be used.</exception>
    public static async Task<T> TryAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken cancellation)
    {
        try
        {
            return await request(cancellation);
        }
        catch (Exception e) when (IsUnavailable(e, cancellation))
        {
            throw Unavailable(e);
        }
    }

    public static bool IsUnavailable(Exception error, CancellationToken cancellation) =>
        error is AmazonClientException or AmazonServiceException or HttpRequestException or IOException
        || (error is OperationCanceledException && !cancellation.IsCancellationRequested);

    public static QueueException Unavailable(Exception error) => error is QueueDoesNotExistException
        ? new("QUEUE_MISSING", "A queue does not exist: create the queues first ('queues create')", error)
        : new("QUEUE_UNAVAILABLE", $"The queues cannot be reached: {error.Message}", error);
}
