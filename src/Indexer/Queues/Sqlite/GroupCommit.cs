using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Azul.Indexer.Queues.Sqlite;

/// <summary>
/// The one writer of a database in this process. Operations that wait at the same time share a transaction, and so the price of making it durable; each is all or nothing by itself.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int MaxOperations = 256;

    private readonly Channel<Operation> operations = Channel.CreateUnbounded<Operation>(new() { SingleReader = true });
    private readonly Session session;
    private readonly string path;
    private readonly Task writing;

    /// <param name="connection">A connection to the database.</param>
    /// <param name="path">The file of the database. Once it is not there any more, nothing is written.</param>
    public GroupCommit(SqliteConnection connection, string path)
    {
        this.path = path;
        session = new(connection);
        writing = Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Runs an operation in a transaction. Once the task is done, what it wrote is durable.</summary>
    public Task<T> RunAsync<T>(Func<Session, T> operation, CancellationToken cancellation)
    {
        var pending = new Operation<T>(operation, cancellation);
        return operations.Writer.TryWrite(pending) ? pending.Task : Task.FromException<T>(new ObjectDisposedException(nameof(GroupCommit)));
    }

    public async ValueTask DisposeAsync()
    {
        operations.Writer.TryComplete();
        await writing;
        session.Dispose();
    }

    private void Write()
    {
        var batch = new List<Operation>();
        // A dedicated thread: SQLite blocks, and nothing else is to wait for it.
        while (operations.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < MaxOperations && operations.Reader.TryRead(out var operation))
            {
                if (!operation.IsCancelled)
                    batch.Add(operation);
            }
            if (batch.Count > 0)
                Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<Operation> batch)
    {
        // A file that was deleted can be written as long as it is open, but whatever is written is lost.
        if (!File.Exists(path))
        {
            foreach (var operation in batch)
                operation.Fail(QueueDatabase.Gone(path));
            return;
        }
        try
        {
            session.Execute("BEGIN IMMEDIATE");
            foreach (var operation in batch)
            {
                session.Execute("SAVEPOINT operation");
                if (!operation.Run(session))
                    session.Execute("ROLLBACK TO operation");
                session.Execute("RELEASE operation");
            }
            session.Execute("COMMIT");
        }
        catch (SqliteException e)
        {
            RollBack();
            foreach (var operation in batch)
                operation.Fail(e);
            return;
        }
        foreach (var operation in batch)
            operation.Complete();
    }

    private void RollBack()
    {
        try
        {
            session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself, as it does when the disk is full.
        }
    }

    private abstract class Operation
    {
        public abstract bool IsCancelled { get; }

        public abstract bool Run(Session session);

        public abstract void Complete();

        public abstract void Fail(Exception error);
    }

    private sealed class Operation<T>(Func<Session, T> work, CancellationToken cancellation) : Operation
    {
        private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T result = default!;
        private Exception? failure;

        public Task<T> Task => completion.Task;

        // Only an operation that has not begun can be cancelled.
        public override bool IsCancelled => cancellation.IsCancellationRequested && completion.TrySetCanceled(cancellation);

        public override bool Run(Session session)
        {
            try
            {
                result = work(session);
                return true;
            }
#pragma warning disable CA1031 // Whatever it is, it belongs to the one who asked for the operation.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure = e;
                return false;
            }
        }

        public override void Complete()
        {
            if (failure is null)
                completion.SetResult(result);
            else
                Fail(failure);
        }

        public override void Fail(Exception error) => completion.SetException(Translated(failure ?? error));

        private static Exception Translated(Exception error) => error is SqliteException sqlite ? QueueDatabase.Translate(sqlite) : error;
    }
}
