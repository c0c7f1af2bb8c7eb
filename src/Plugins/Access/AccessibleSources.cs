namespace Azul.Plugins.Access;

/// <summary>The sources that a caller may access.</summary>
/// <param name="Ids">Their ids, among them possibly some that no catalog names; null if the caller may access every source.</param>
public sealed record AccessibleSources(IReadOnlySet<string>? Ids)
{
    public static AccessibleSources All { get; } = new((IReadOnlySet<string>?)null);

    public static AccessibleSources None { get; } = new(new HashSet<string>());
}
