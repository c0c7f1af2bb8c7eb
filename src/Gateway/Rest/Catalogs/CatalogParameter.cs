using System.Text.RegularExpressions;
using Azul.Gateway.Rest.Transport;
using Azul.Plugins.Catalogs;

namespace Azul.Gateway.Rest.Catalogs;

/// <summary>The parameter that names a catalog (<c>spec/service.md</c> §9).</summary>
internal static partial class CatalogParameter
{
    private const string Name = "catalog";
    private const int MaxLength = 64;

    public static RestParameter Declaration { get; } = new(Name, "The name of the catalog; the first one if absent.", catalog => new()
    {
        ["type"] = "string",
        ["pattern"] = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
        ["maxLength"] = MaxLength,
        ["default"] = catalog.Name,
    });

    /// <summary>The catalog that a request means.</summary>
    /// <exception cref="RestException">The name is no name of a catalog.</exception>
    public static Catalog Of(RestParameters parameters, CatalogList catalogs)
    {
        if (parameters.Text(Name) is not { } name)
            return catalogs.Default;
        if (name.Length > MaxLength || !Pattern().IsMatch(name))
            throw RestErrors.InvalidCatalogName(name);
        return catalogs.Find(name) ?? throw RestErrors.UnknownCatalog(name, catalogs.Select(c => c.Name));
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
