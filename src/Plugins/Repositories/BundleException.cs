using Azul.Plugins.Documents;

namespace Azul.Plugins.Repositories;

/// <summary>A bundle cannot be fetched or transformed. Names the bundle, the file or entity in it, and the reason.</summary>
public sealed class BundleException(string code, BundleFqid bundle, string? where, string reason, Exception? inner = null)
    : Exception($"{code}: bundle {bundle}{(where is null ? "" : $", {where}")}: {reason}", inner)
{
    /// <summary>A stable code in capitals.</summary>
    public string Code { get; } = code;

    public BundleFqid Bundle { get; } = bundle;

    /// <summary>The file or entity of the bundle that is at fault, if it is one.</summary>
    public string? Where { get; } = where;

    public string Reason { get; } = reason;
}
