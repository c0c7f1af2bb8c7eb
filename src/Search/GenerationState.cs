namespace Azul.Search;

public enum GenerationState
{
    /// <summary>It was begun, and what is to fill it is being queued.</summary>
    Begun,

    /// <summary>All that is to fill it was queued; once that is done, it can be switched to.</summary>
    Filling,

    /// <summary>Searches see it.</summary>
    Live,

    /// <summary>It was live. It is kept for a while as it was then.</summary>
    Retired,

    /// <summary>It was given up before it ever was live.</summary>
    Abandoned,
}
