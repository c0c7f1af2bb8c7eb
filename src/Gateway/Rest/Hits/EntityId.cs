using System.Text.RegularExpressions;
using Azul.Gateway.Rest.Transport;

namespace Azul.Gateway.Rest.Hits;

/// <summary>What an id of an entity looks like: a UUID of a version that RFC 4122 defines, or of the version <c>a</c> that marks bundles made of tables.</summary>
internal static partial class EntityId
{
    private const string Versions = "1345a";

    /// <exception cref="RestException">The text is no such id.</exception>
    public static void Check(string id)
    {
        if (!Form().IsMatch(id))
            throw RestErrors.InvalidUuid(id);
        // Only UUIDs of the RFC's variant have a version.
        var version = id[19] is '8' or '9' or 'a' or 'b' ? id[14].ToString() : "None";
        if (!Versions.Contains(version, StringComparison.Ordinal))
            throw RestErrors.UndefinedUuidVersion(id, char.IsAsciiHexDigitLower(version[0]) && version.Length == 1 ? Convert.ToInt32(version, 16).ToString() : version);
    }

    [GeneratedRegex(@"\A[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\z")]
    private static partial Regex Form();
}
