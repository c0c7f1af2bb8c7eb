namespace Azul.Tests.Rest.Robustness;

/// <summary>A request as <see cref="RandomRequests"/> makes it.</summary>
internal sealed record RandomRequest(string Method, string Url, IReadOnlyList<(string Name, string Value)> Headers, string? Body)
{
    public override string ToString() => $"{Method} {Url} {string.Join(' ', Headers.Select(h => $"{h.Name}: {h.Value}"))} {Body}";
}
