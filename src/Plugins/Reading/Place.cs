using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;

namespace Azul.Plugins.Reading;

/// <summary>A part of a bundle, such as <c>links</c> or <c>sequence_file/{id}</c>: where to look when something is wrong.</summary>
internal sealed record Place(BundleFqid Bundle, string? Where)
{
    /// <summary>The exception to throw.</summary>
    public BundleException Fault(string code, string reason) => new(code, Bundle, Where, reason);
}
