namespace Azul.Gateway.Rest.Version;

/// <summary>An entry of the change log that clients can read.</summary>
/// <param name="Title">What changed.</param>
/// <param name="Upgrade">What has to be done about it: <c>deploy</c>, <c>reindex</c>, <c>clients</c> or <c>environment</c>.</param>
internal sealed record Change(string Title, params IReadOnlyList<string> Upgrade)
{
    /// <summary>The newest first, ten at most.</summary>
    public static IReadOnlyList<Change> Latest { get; } =
    [
        new("Refuse what cannot be filtered or sorted by with status 400", "clients"),
        new("Answer an empty page past the last hit", "clients"),
        new("Honour all parameters that are hoisted from the body", "clients"),
    ];
}
