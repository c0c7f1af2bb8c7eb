using System.Collections.Frozen;

namespace Azul.Plugins.Hca.Graph;

/// <summary>Who submits files, and whether that is a part of the platform (<c>spec/indexer.md</c> §4.6).</summary>
internal sealed record Submitter(string Id, string Title, bool IsInternal = false)
{
    private static readonly Submitter[] All =
    [
        new("b7525d8e-8c7a-5fec-911a-323e5c3a79f7", "ArrayExpress"),
        new("f180f1c3-9073-54a9-9bab-633008c307cc", "Contributor"),
        new("21b9424e-4043-5e80-85d0-1f0449430b57", "GEO"),
        new("656db407-02f1-547c-9840-6908c4f09ce8", "HCA Release"),
        new("099feafe-ab42-5fb1-bff5-dbbe5ea61a0d", "SCEA"),
        new("3d76d2d3-51f4-5b17-85c8-f3549a7ab716", "SCP"),
        new("e67aaabe-93ea-564a-aa66-31bc0857b707", "DCP/2 Analysis", IsInternal: true),
        new("8d59f7a5-6245-5e42-9bc0-a53dd8a10f28", "DCP/2 Ingest", IsInternal: true),
        new("c9efbb15-c50c-5796-8d15-35e9e1219dc5", "DCP/1 Matrix Service", IsInternal: true),
        new("31ad7d2c-7262-54aa-92df-7f16418f3b84", "LungMAP"),
        new("bd24572b-a535-5ff8-b167-0e43d7f0d4b0", "Zenodo"),
        new("210ca4c7-f6f6-5a0d-8b1c-88ab5349a8f3", "Publication"),
    ];

    private static readonly FrozenDictionary<string, Submitter> ById = All.ToFrozenDictionary(s => s.Id);
    private static readonly FrozenDictionary<string, Submitter> ByTitle = All.ToFrozenDictionary(s => s.Title);

    /// <summary>The analysis pipelines of the platform.</summary>
    public static Submitter Analysis { get; } = ByTitle["DCP/2 Analysis"];

    public static Submitter? WithId(string id) => ById.GetValueOrDefault(id);

    public static Submitter? WithTitle(string title) => ByTitle.GetValueOrDefault(title);
}
