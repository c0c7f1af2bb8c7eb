namespace Azul.Tests.Indexer.Histories;

/// <summary>A process that may die between any two steps. Once it is dead, nothing that it still tries has an effect. Safe for concurrent use.</summary>
internal sealed class CrashingProcess(int seed, double likelihood)
{
    private readonly Lock gate = new();
    private readonly Random random = new(seed);
    private bool isDead;

    public bool IsDead
    {
        get
        {
            lock (gate)
                return isDead;
        }
    }

    /// <summary>Whether something that is as likely as that happens now.</summary>
    public bool Draws(double chance)
    {
        lock (gate)
            return random.NextDouble() < chance;
    }

    public int Next(int max)
    {
        lock (gate)
            return random.Next(max);
    }

    /// <summary>Takes a step that lasts: the process may die before it or after it.</summary>
    public async Task<T> StepAsync<T>(Func<Task<T>> step)
    {
        await Task.Yield();
        MayDie();
        var result = await step();
        MayDie();
        return result;
    }

    /// <summary>The process may die now.</summary>
    public void MayDie()
    {
        lock (gate)
        {
            isDead |= random.NextDouble() < likelihood;
            if (isDead)
                throw new CrashException();
        }
    }
}
