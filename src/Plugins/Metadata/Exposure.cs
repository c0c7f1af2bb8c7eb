namespace Azul.Plugins.Metadata;

/// <summary>How an entity type is offered to clients.</summary>
/// <param name="DefaultSort">The name of the field that hits are sorted by unless the client says otherwise.</param>
public sealed record Exposure(string DefaultSort)
{
    /// <summary>Whether that order is descending. It goes with the type, not with the field.</summary>
    public bool DefaultDescending { get; init; }

    /// <summary>The greatest page size in REST.</summary>
    public int MaxPageSize { get; init; } = 1000;
}
