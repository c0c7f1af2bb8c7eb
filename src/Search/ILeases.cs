namespace Azul.Search;

/// <summary>
/// Leases by name, shared by all that work on one index: whoever holds one does what only one of them is to do. A lease ends by itself, so that one whose holder has died is free again. Durable, and
/// safe for concurrent use by any number of processes.
/// </summary>
/// <remarks>Every method throws a <see cref="StoreException"/> where the store cannot be used.</remarks>
public interface ILeases
{
    /// <summary>Takes a lease that is free, or prolongs the holder's own.</summary>
    /// <param name="name">What it is for.</param>
    /// <param name="holder">Who asks for it; different for any two that must not hold it together.</param>
    /// <param name="duration">How long it lasts from now on; zero gives it back.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>Whether the holder has it.</returns>
    Task<bool> TryTakeAsync(string name, string holder, TimeSpan duration, CancellationToken cancellation);
}
