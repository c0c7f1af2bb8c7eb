using System.CommandLine;
using System.Text;
using Azul.Indexer.Queues;
using Azul.Indexer.Queues.Dumps;

namespace Azul.Indexer.Commands;

/// <summary><c>queues dump</c>: the messages of a queue, for the eye or into a file.</summary>
internal static class QueueDumpCommand
{
    private const int DeletedAtOnce = 500;

    private static readonly Argument<string> Queue = QueuesCommand.QueueArgument("The queue.");

    private static readonly Argument<FileInfo?> File = new("file")
    {
        Description = "A file to write to, which must not exist yet. Default: the output.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "FILE",
    };

    private static readonly Option<bool> Delete = new("--delete") { Description = "Delete each message from the queue once it is in the file. Messages in flight stay." };

    public static Command Create()
    {
        var command = new Command("dump", "The messages of a queue, with the reason of those that failed, one JSON object a line. 'feed' puts them back.") { Queue, File, Delete };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var file = parsed.GetValue(File);
        var delete = parsed.GetValue(Delete);
        if (delete && file is null)
            throw new ArgumentException("--delete needs a file for the messages");
        await using var app = await CommandServices.OpenAsync(parsed, cancellation);
        var queues = app.Services.GetRequiredService<IWorkQueues>();
        var queue = WorkQueueNames.Find(parsed.GetRequiredValue(Queue))!.Value;
        if (file is null)
        {
            await foreach (var message in queues.BrowseAsync(queue, cancellation))
                await parsed.InvocationConfiguration.Output.WriteLineAsync(DumpedMessage.Of(message).ToLine());
            return 0;
        }
        var dumped = await DumpAsync(queues, queue, file, delete, cancellation);
        await CommandJson.ReportAsync(
            parsed, new { queue = queue.Name(), file = file.FullName, dumped, deleted = delete }, $"Wrote {Counted.Of(dumped, "message")} of {queue.Name()} to {file}{(delete ? ", and deleted them from the queue" : "")}.");
        return 0;
    }

    private static async Task<long> DumpAsync(IWorkQueues queues, WorkQueue queue, FileInfo file, bool delete, CancellationToken cancellation)
    {
        var dumped = 0L;
        await using var stream = new FileStream(file.FullName, FileMode.CreateNew);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false));
        try
        {
            await (delete ? MoveAsync() : CopyAsync());
            return dumped;
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException(
                $"{dumped} messages are in {file}, {(delete ? "and not in the queue any more: repeat the command with another file for the rest" : "and all of them still in the queue: delete the file and repeat the command")}.");
        }

        async Task CopyAsync()
        {
            await foreach (var message in queues.BrowseAsync(queue, cancellation))
            {
                await writer.WriteLineAsync(DumpedMessage.Of(message).ToLine());
                dumped++;
            }
        }

        async Task MoveAsync()
        {
            while (await queues.ReceiveAsync(queue, DeletedAtOnce, TimeSpan.Zero, cancellation) is { Count: > 0 } messages)
            {
                foreach (var message in messages)
                    await writer.WriteLineAsync(DumpedMessage.Of(message).ToLine());
                await writer.FlushAsync(CancellationToken.None);
                stream.Flush(flushToDisk: true);
                // What cannot be deleted stays in the queue, too: rather twice than never.
                await queues.DeleteAsync(queue, messages, CancellationToken.None);
                dumped += messages.Count;
            }
        }
    }
}
