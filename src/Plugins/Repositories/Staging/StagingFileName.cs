namespace Azul.Plugins.Repositories.Staging;

/// <summary>The name of a file in a staging area, taken apart (<c>spec/indexer.md</c> §6.5).</summary>
/// <param name="Id">The id of the entity, or of the links.</param>
/// <param name="Version">Its version (<see cref="DcpVersion"/>).</param>
/// <param name="Project">The id of the project, in the name of a links file.</param>
internal readonly record struct StagingFileName(Guid Id, long Version, Guid Project)
{
    public const string EntityForm = "{entity_id}_{version}.json";

    public const string LinksForm = "{links_id}_{version}_{project_id}.json";

    private const string Extension = ".json";

    /// <summary>Reads <c>{entity_id}_{version}.json</c>; null for any other name.</summary>
    public static StagingFileName? ParseEntity(ReadOnlySpan<char> name) =>
        Stem(name, out var stem) && Cut(stem, out var id, out var version) && DcpVersion.TryParse(version, out var ticks) ? new(id, ticks, Guid.Empty) : null;

    /// <summary>Reads <c>{links_id}_{version}_{project_id}.json</c>; null for any other name.</summary>
    public static StagingFileName? ParseLinks(ReadOnlySpan<char> name)
    {
        if (!Stem(name, out var stem) || !Cut(stem, out var id, out var rest))
            return null;
        var underscore = rest.IndexOf('_');
        return underscore > 0 && DcpVersion.TryParse(rest[..underscore], out var version) && TryParseId(rest[(underscore + 1)..], out var project)
            ? new(id, version, project)
            : null;
    }

    /// <summary>Reads a UUID in its canonical form: in lower case, with hyphens.</summary>
    public static bool TryParseId(ReadOnlySpan<char> text, out Guid id)
    {
        id = default;
        return !text.ContainsAnyInRange('A', 'F') && Guid.TryParseExact(text, "D", out id) && text.Length == 36;
    }

    public string ForEntity() => $"{Id}_{DcpVersion.ToText(Version)}{Extension}";

    public string ForLinks() => $"{Id}_{DcpVersion.ToText(Version)}_{Project}{Extension}";

    private static bool Stem(ReadOnlySpan<char> name, out ReadOnlySpan<char> stem)
    {
        var isJson = name.EndsWith(Extension, StringComparison.Ordinal);
        stem = isJson ? name[..^Extension.Length] : default;
        return isJson;
    }

    private static bool Cut(ReadOnlySpan<char> stem, out Guid id, out ReadOnlySpan<char> rest)
    {
        var underscore = stem.IndexOf('_');
        rest = stem[(underscore + 1)..];
        id = default;
        return underscore > 0 && TryParseId(stem[..underscore], out id);
    }
}
