using System.Runtime.ExceptionServices;
using Azul.Plugins.Aggregation;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Documents;

namespace Azul.Indexer.Aggregating;

/// <summary>
/// All contributions to an entity, read and waiting to be combined. Few are held as they are, so that several entities can be combined at a time; of many only what the combination keeps of them.
/// </summary>
internal sealed class EntityContributions(IMetadataPlugin plugin, EntityReference entity, SharedContents shared)
{
    private const int MaxHeld = 256;

    private readonly List<StoredContribution> held = [];
    private EntityAggregation? aggregation;
    private ExceptionDispatchInfo? error;

    public EntityReference Entity => entity;

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>How long it took to read them.</summary>
    public TimeSpan ReadingTime { get; set; }

    /// <summary>Takes the next one, in the order of <see cref="EntityAggregation.Add"/>. Never fails.</summary>
    public void Add(StoredContribution contribution)
    {
        Count++;
        held.Add(contribution);
        if (held.Count == MaxHeld)
            Drain();
    }

    /// <summary>The document of the aggregate, or null where no contribution counts. To be called once.</summary>
    /// <exception cref="Exception">Whatever the contributions make happen.</exception>
    public AggregateDocument? Combine()
    {
        Drain();
        error?.Throw();
        return aggregation!.Finish() is { } aggregate ? AggregateDocument.Of(plugin, aggregate, shared.Writer) : null;
    }

    private void Drain()
    {
        try
        {
            if (error is not null)
                return;
            aggregation ??= new(plugin, entity, shared);
            held.ForEach(aggregation.Add);
        }
#pragma warning disable CA1031 // It is kept for whoever asks for the result; the entities that are read after this one must not suffer.
        catch (Exception e)
#pragma warning restore CA1031
        {
            error = ExceptionDispatchInfo.Capture(e);
        }
        finally
        {
            held.Clear();
        }
    }
}
