namespace Azul.Tests.Support;

/// <summary>What the servers of tests have in common: they live for minutes.</summary>
internal static class ShortLived
{
    /// <summary>Keeps Java from compiling with care, which takes longer than such a life gives back.</summary>
    public const string JavaOption = "-XX:TieredStopAtLevel=1";
}
