namespace Azul.Tests.Support;

/// <summary>How long a test waits for what must come before it says that it hangs. How fast it comes is for benchmarks to say: here it may take as long as a busy machine needs.</summary>
internal static class Patience
{
    public static TimeSpan Limit { get; } = TimeSpan.FromMinutes(4);

    /// <summary>A cancellation that comes when the test is cancelled or its patience is at an end.</summary>
    public static CancellationTokenSource Begin(CancellationToken cancellation)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        return limit;
    }

    /// <summary>Waits for what must come.</summary>
    public static Task WithPatience(this Task task, CancellationToken cancellation = default) => task.WaitAsync(Limit, cancellation);

    /// <inheritdoc cref="WithPatience(Task, CancellationToken)"/>
    public static Task<T> WithPatience<T>(this Task<T> task, CancellationToken cancellation = default) => task.WaitAsync(Limit, cancellation);
}
