using Azul.Tests.Doubles.Google.Tables;

namespace Azul.Tests.Doubles.Google;

/// <summary>A snapshot: what TDR tells of it, and its tables in BigQuery.</summary>
internal sealed record SnapshotDouble(string Id, string Name, string Project, SnapshotTables Tables)
{
    public string Region { get; init; } = "us-central1";

    public string? DuosId { get; init; }
}
