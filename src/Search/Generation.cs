namespace Azul.Search;

/// <summary>One complete build of a catalog's index, or one that is to become that.</summary>
/// <param name="Number">Its number. A later generation has a greater one, and none is used twice.</param>
/// <param name="State">What it is.</param>
/// <param name="Since">Since when it has been in this state.</param>
/// <param name="Problem">Why it cannot be switched to, where that is known.</param>
public sealed record Generation(long Number, GenerationState State, DateTimeOffset Since, string? Problem = null)
{
    /// <summary>Whether it is being built, so that what is written to the live one is written to it too.</summary>
    public bool IsBuilt => State is GenerationState.Begun or GenerationState.Filling;

    /// <summary>Whether it is kept up to date.</summary>
    public bool IsCurrent => State == GenerationState.Live || IsBuilt;
}
