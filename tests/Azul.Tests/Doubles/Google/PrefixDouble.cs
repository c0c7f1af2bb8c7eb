namespace Azul.Tests.Doubles.Google;

/// <summary>A prefix of compact identifiers, and what identifiers.org tells about where its objects are.</summary>
internal sealed record PrefixDouble(string Prefix, params IReadOnlyList<ResourceDouble> Resources);

/// <summary>A place with objects of a prefix.</summary>
/// <param name="Pattern">Their URLs, with <c>{$id}</c> for the accession.</param>
internal sealed record ResourceDouble(string Pattern)
{
    public bool IsOfficial { get; init; }

    public bool IsDeprecated { get; init; }
}
