using System.Globalization;

namespace Azul.Indexer.Commands;

/// <summary>Numbers of things as people say them.</summary>
internal static class Counted
{
    /// <summary><c>1 message</c>, <c>2 messages</c>.</summary>
    public static string Of(long number, string thing) => string.Create(CultureInfo.InvariantCulture, $"{number} {thing}{(number == 1 ? "" : "s")}");
}
