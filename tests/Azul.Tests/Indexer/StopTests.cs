using Azul.Indexer.Queues;
using Azul.Tests.Indexer.Commands;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Support;

namespace Azul.Tests.Indexer;

/// <summary>A worker that is told to stop while it still begins, or while it waits for work.</summary>
public sealed class StopTests(ElasticMq server) : IClassFixture<ElasticMq>, IDisposable
{
    private readonly Operator user = new();

    public void Dispose() => user.Dispose();

    [Fact]
    public async Task A_worker_that_is_stopped_as_it_begins_to_work_ends_soon_and_puts_back_what_it_took()
    {
        await user.GenerateAsync(20);
        (await user.RunAsync("reconcile", "--no-wait")).Succeeded();
        for (var round = 0; round < 5; round++)
        {
            await using var worker = WorkerProcess.Start(user.Configuration);
            // Its schedules begin about now.
            while (!worker.HasExited && !worker.Output.Contains("Indexing is enabled", StringComparison.Ordinal))
                await Task.Delay(10, TestContext.Current.CancellationToken);

            Assert.Equal(0, await worker.TerminateAsync());
        }

        foreach (var queue in WorkQueueNames.All)
            Assert.Equal(0, (await user.CountAsync(queue)).Invisible);
    }

    [Fact]
    public async Task A_worker_that_is_stopped_while_it_waits_for_messages_of_SQS_takes_none_afterwards()
    {
        await server.StartAsync();
        user.ConfigureSqs(server);
        (await user.RunAsync("create")).Succeeded();
        await using (var worker = WorkerProcess.Start(user.Configuration))
        {
            // Once it has rejected this, it waits for more.
            await user.SendAsync(WorkQueue.Notifications, new OutgoingMessage("no notification"));
            while (!worker.HasExited && (await user.CountAsync(WorkQueue.NotificationsFail)).Queued == 0)
                await Task.Delay(50, TestContext.Current.CancellationToken);

            Assert.Equal(0, await worker.TerminateAsync());
        }

        await user.SendAsync(WorkQueue.Notifications, new OutgoingMessage("sent afterwards"));
        var received = await user.WithQueuesAsync(q => q.ReceiveAsync(WorkQueue.Notifications, 10, TimeSpan.Zero, TestContext.Current.CancellationToken));
        Assert.Equal("sent afterwards", Assert.Single(received).Body);
    }
}
