namespace Azul.Plugins.Repositories.Tdr.Hca;

/// <summary>A row of the table of its type.</summary>
internal readonly record struct EntityKey(string Type, string Id)
{
    public bool IsFile => Type.EndsWith("_file", StringComparison.Ordinal);

    /// <summary>A key from a document.</summary>
    /// <exception cref="FormatException">The type, which becomes part of a query, is not the name of a table.</exception>
    public static EntityKey Parse(string type, string id) =>
        type.Length > 0 && char.IsAsciiLetterLower(type[0]) && type.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
            ? new(type, id)
            : throw new FormatException($"'{type}' is not the type of an entity");

    /// <summary>The key in a bundle: <c>type/id</c>.</summary>
    public override string ToString() => $"{Type}/{Id}";
}
