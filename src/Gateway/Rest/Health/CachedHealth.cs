using Azul.Plugins.Documents;

namespace Azul.Gateway.Rest.Health;

/// <summary>The result of the last check that was made on schedule.</summary>
internal sealed class CachedHealth(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(120);

    private volatile Snapshot? snapshot;

    /// <summary>The result, or null if there is none yet.</summary>
    public Entity? Health => snapshot?.Health;

    public bool IsStale => snapshot is { } last && time.GetElapsedTime(last.Timestamp) > Lifetime;

    public void Set(Entity health) => snapshot = new(health, time.GetTimestamp());

    private sealed record Snapshot(Entity Health, long Timestamp);
}
