using System.Globalization;
using Azul.Plugins.Documents;

namespace Azul.Indexer.Generate;

/// <summary>When an entity was submitted, and when it was last updated if it ever was.</summary>
internal readonly record struct Moment(DateTime Submitted, DateTime? Updated)
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>The version of an entity: its last update.</summary>
    public string Version => Text(Updated ?? Submitted);

    public Value UpdateDate => Updated is { } updated ? Text(updated) : Value.Null;

    public string SubmissionDate => Text(Submitted);

    private static string Text(DateTime time) => time.ToString(Format, CultureInfo.InvariantCulture);
}
