namespace Azul.Search.Documents;

public enum WriteStatus
{
    /// <summary>The document is new.</summary>
    Created,

    /// <summary>The document was there before and is now as given; or it is gone, as asked.</summary>
    Replaced,

    /// <summary>The version was not the expected one; nothing was written.</summary>
    Conflict,

    /// <summary>The document could not be written; trying again may help.</summary>
    Failed,
}
