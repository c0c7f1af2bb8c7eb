namespace Azul.Tests.Rest.Recordings;

/// <summary>The recorded requests that are answered differently on purpose, each with the cause.</summary>
internal static class KnownDifferences
{
    public static IReadOnlyDictionary<string, string> Causes { get; } = new Dictionary<string, string>();
}
