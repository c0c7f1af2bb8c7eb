using System.CommandLine;
using Azul.Indexer.Messages;
using Azul.Indexer.Queues;
using Azul.Indexer.Queues.Dumps;

namespace Azul.Indexer.Commands;

/// <summary><c>queues feed</c>: sends the messages of a dump again.</summary>
internal static class QueueFeedCommand
{
    private const int SentAtOnce = 500;

    private static readonly Argument<FileInfo> File = new("file") { Description = "A file that 'dump' has written.", HelpName = "FILE" };

    private static readonly Argument<string> Queue = CreateQueue();

    private static readonly Option<bool> Force = new("--force") { Description = "Feed messages of another queue, such as those of a queue of failed messages to the one that they are tried again from." };

    private static readonly Option<int> Skip = new("--skip") { Description = "How many messages at the start of the file to leave out.", HelpName = "N" };

    public static Command Create()
    {
        var command = new Command("feed", "Send the messages of a dump to the queue that they were in, as new ones. The file is checked before the first one is sent.") { File, Queue, Force, Skip };
        command.Aliases.Add("undump");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var file = parsed.GetRequiredValue(File);
        var skip = parsed.GetValue(Skip);
        if (skip < 0)
            throw new ArgumentException($"--skip is {skip}: it must not be negative");
        await using var app = await CommandServices.OpenAsync(parsed, cancellation);
        var queue = await CheckAsync(file.FullName, parsed.GetValue(Queue), parsed.GetValue(Force), cancellation);
        if (queue is null)
        {
            await CommandJson.ReportAsync(parsed, new { fed = 0 }, $"There are no messages in {file}.");
            return 0;
        }
        var fed = await FeedAsync(app.Services.GetRequiredService<IWorkQueues>(), queue.Value, file, skip, cancellation);
        await CommandJson.ReportAsync(parsed, new { queue = queue.Value.Name(), fed }, $"Sent {Counted.Of(fed, "message")} to {queue.Value.Name()}.");
        return 0;
    }

    /// <summary>Reads the whole file and says which queue its messages go to; null where it has none.</summary>
    private static async Task<WorkQueue?> CheckAsync(string path, string? target, bool force, CancellationToken cancellation)
    {
        WorkQueue? queue = target is null ? null : WorkQueueNames.Find(target);
        var isEmpty = true;
        await foreach (var (line, message) in DumpFile.ReadAsync(path, cancellation))
        {
            isEmpty = false;
            var original = WorkQueueNames.Find(message.Queue) ?? throw Invalid(line, $"there is no queue '{message.Queue}'");
            queue ??= original;
            if (queue != original && !force)
                throw new QueueException("QUEUE_OTHER", $"{path}, line {line}: the message was in {original.Name()}, not in {queue.Value.Name()}: '--force' sends it there all the same");
            if (queue.Value.IsGrouped() != original.IsGrouped())
                throw Invalid(line, $"a message of {original.Name()} cannot go to {queue.Value.Name()}");
            if (queue.Value.IsGrouped() && message.Group is null)
                throw Invalid(line, $"a message to {queue.Value.Name()} needs a 'group'");
        }
        return isEmpty ? null : queue;

        QueueException Invalid(int line, string reason) => new("DUMP_INVALID", $"{path}, line {line}: {reason}");
    }

    private static async Task<long> FeedAsync(IWorkQueues queues, WorkQueue queue, FileInfo file, int skip, CancellationToken cancellation)
    {
        var fed = 0L;
        try
        {
            await foreach (var chunk in DumpFile.ReadAsync(file.FullName, cancellation).Skip(skip).Chunk(SentAtOnce).WithCancellation(cancellation))
            {
                // A request that is under way when the user stops the command is waited for, or nobody would know whether its messages were sent.
                var outcomes = await queues.SendAsync(queue, [.. chunk.Select(m => MessageFormat.Outgoing(m.Message.Body, m.Message.Group))], CancellationToken.None);
                var failed = outcomes.Index().FirstOrDefault(o => o.Item.Status != MessageStatus.Done, (-1, default));
                if (failed.Index >= 0)
                    throw new QueueException("QUEUE_SEND_FAILED", failed.Item.Error ?? $"the message on line {chunk[failed.Index].Line} could not be sent");
                fed += chunk.Length;
            }
            return fed;
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException($"{fed} messages were sent; {HowToGoOn()}.");
        }
        catch (QueueException e)
        {
            throw new QueueException(e.Code, $"{e.Message[(e.Code.Length + 2)..]}; {fed} messages were sent before, {HowToGoOn()}", e);
        }

        string HowToGoOn() => $"'queues feed {file} {queue.Name()} --skip {skip + fed}' sends the rest";
    }

    private static Argument<string> CreateQueue()
    {
        var queue = QueuesCommand.QueueArgument("The queue. Default: the one that the messages were in.");
        queue.Arity = ArgumentArity.ZeroOrOne;
        return queue;
    }
}
