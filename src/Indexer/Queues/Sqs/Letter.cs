namespace Azul.Indexer.Queues.Sqs;

/// <summary>A message on its way to a queue of SQS.</summary>
/// <param name="Body">Its body.</param>
/// <param name="Group">The message group, for queues that have them.</param>
/// <param name="Reason">Why it failed, if it did.</param>
/// <param name="DelaySeconds">How long it is invisible at first, where that is not for the queue to say.</param>
internal sealed record Letter(string Body, string? Group, string? Reason = null, int? DelaySeconds = null);
