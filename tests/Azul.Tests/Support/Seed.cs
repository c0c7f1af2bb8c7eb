using System.Globalization;

namespace Azul.Tests.Support;

/// <summary>The seed of random tests: that in the environment variable <c>AZUL_SEED</c>, or a fixed one. Every failure names it.</summary>
internal static class Seed
{
    public static int Value { get; } = int.TryParse(Environment.GetEnvironmentVariable("AZUL_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20260101;
}
