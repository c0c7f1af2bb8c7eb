using Azul.Plugins.Documents;

namespace Azul.Gateway.Rest.Health;

/// <summary>Checks aspects side by side, each for a limited time.</summary>
internal sealed class HealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly SortedDictionary<string, IHealthAspect> aspects = new(StringComparer.Ordinal);
    private readonly TimeProvider time;

    public HealthCheck(IEnumerable<IHealthAspect> aspects, TimeProvider time)
    {
        this.time = time;
        foreach (var aspect in aspects)
            this.aspects[aspect.Key] = aspect;
    }

    public IReadOnlyCollection<string> Keys => aspects.Keys;

    public IEnumerable<string> FastKeys => aspects.Values.Where(a => a.IsFast).Select(a => a.Key);

    /// <summary>Whether all that was looked at is well.</summary>
    public static bool IsUp(Entity health) => health["up"].AsBoolean;

    /// <summary>The health of some aspects, and <c>up</c> if all of them are well.</summary>
    public async Task<Entity> CheckAsync(IEnumerable<string> keys, CancellationToken cancellation)
    {
        var checks = keys.Distinct().Order(StringComparer.Ordinal).Select(key => (Key: key, Check: CheckAsync(aspects[key], cancellation))).ToArray();
        var health = new List<KeyValuePair<string, Value>>();
        var isUp = true;
        foreach (var (key, check) in checks)
        {
            var result = await check;
            isUp &= IsUp(result);
            health.Add(new(key, result));
        }
        health.Add(new("up", isUp));
        return new(health);
    }

    private async Task<Entity> CheckAsync(IHealthAspect aspect, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            var check = aspect.CheckAsync(limited.Token);
            return await check.WaitAsync(Limit, time, cancellation);
        }
        catch (TimeoutException)
        {
            await limited.CancelAsync();
            return Down($"No answer within {Limit.TotalSeconds} seconds");
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return Down(e.Message);
        }
    }

    private static Entity Down(string error) => new(("up", false), ("error", error));
}
