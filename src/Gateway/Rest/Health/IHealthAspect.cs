using Azul.Plugins.Documents;

namespace Azul.Gateway.Rest.Health;

/// <summary>Something that can be well or not. Of several aspects with the same key the one that is registered last counts.</summary>
internal interface IHealthAspect
{
    /// <summary>The name in the path and in the answer.</summary>
    string Key { get; }

    /// <summary>Whether the aspect is quick to check and tells whether requests can be answered, so that it belongs to <c>/health/fast</c>.</summary>
    bool IsFast { get; }

    /// <summary>Looks how it is. Touches nothing until it is called; takes as long as it wants, the caller waits only so long; an exception means that it is not well.</summary>
    /// <returns>An object whose property <c>up</c> says whether it is well.</returns>
    Task<Entity> CheckAsync(CancellationToken cancellation);
}
