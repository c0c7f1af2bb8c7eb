using System.Text.RegularExpressions;

namespace Azul.Plugins.Catalogs;

/// <summary>What a catalog may be called (<c>spec/service.md</c> §9).</summary>
public static partial class CatalogName
{
    private const string InternalSuffix = "-it";

    // First segments of the paths of the service.
    private static readonly string[] Routes =
    [
        "fetch", "ga4gh", "graphql", "health", "index", "integrations", "manifest", "oauth2_redirect", "openapi", "repository", "static", "version",
    ];

    /// <summary>What is wrong with the name, or null.</summary>
    public static string? Fault(string name)
    {
        if (name.Length > 64 || !Syntax().IsMatch(name))
            return $"'{name}' is not a catalog name: it must have lower-case words and digits joined by hyphens, start with a letter, and have 64 characters at most";
        return IsReserved(name) ? $"'{name}' is reserved for a route of the service: choose a name other than {string.Join(", ", Routes)}" : null;
    }

    /// <summary>Whether paths of the service begin with the name, so that a catalog of that name could not be told from them.</summary>
    public static bool IsReserved(string name) => Routes.Contains(name);

    /// <summary>Whether the name is one of an integration test's catalog, which must be internal.</summary>
    public static bool IsInternal(string name) => name.EndsWith(InternalSuffix, StringComparison.Ordinal);

    [GeneratedRegex(@"^[a-z][a-z0-9]*(-[a-z0-9]+)*\z")]
    private static partial Regex Syntax();
}
