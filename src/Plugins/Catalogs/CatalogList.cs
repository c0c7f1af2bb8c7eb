using System.Collections;
using System.Collections.Frozen;

namespace Azul.Plugins.Catalogs;

/// <summary>The configured catalogs, in order.</summary>
public sealed class CatalogList : IReadOnlyList<Catalog>
{
    private readonly IReadOnlyList<Catalog> catalogs;
    private readonly FrozenDictionary<string, Catalog> byName;

    /// <exception cref="ArgumentException">There is no catalog.</exception>
    public CatalogList(IReadOnlyList<Catalog> catalogs)
    {
        if (catalogs.Count == 0)
            throw new ArgumentException("There must be at least one catalog", nameof(catalogs));
        this.catalogs = catalogs;
        byName = catalogs.ToFrozenDictionary(c => c.Name);
    }

    /// <summary>The catalog that requests mean that name none: the first.</summary>
    public Catalog Default => catalogs[0];

    public int Count => catalogs.Count;

    public Catalog this[int index] => catalogs[index];

    /// <summary>The catalog of that name, or null.</summary>
    public Catalog? Find(string name) => byName.GetValueOrDefault(name);

    public IEnumerator<Catalog> GetEnumerator() => catalogs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
