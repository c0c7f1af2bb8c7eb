using Azul.Plugins.Documents;

namespace Azul.Plugins.Aggregation;

/// <summary>Takes inner entities one by one and combines what they have for one property. Not safe for concurrent use.</summary>
public abstract class Accumulator
{
    /// <summary>Takes an entity into account, whether it has the property or not.</summary>
    public abstract void Add(Entity entity);

    /// <summary>The combined value, or null (not JSON null) where no entity had the property.</summary>
    public abstract Value? Result { get; }
}
