using Azul.Plugins.Anvil.Model;
using Azul.Plugins.Reading;

namespace Azul.Plugins.Anvil.Graph;

/// <summary>A row of a table as a bundle has it, and its links to others.</summary>
internal sealed class RowEntity(string table, string id, Node row)
{
    private const string Prefix = "anvil_";

    private readonly List<RowEntity> upstream = [];
    private readonly List<RowEntity> downstream = [];

    /// <summary>The name of the table, such as <c>anvil_biosample</c>.</summary>
    public string Table { get; } = table;

    /// <summary>The id of the row, a UUID.</summary>
    public string Id { get; } = id;

    public Node Row { get; } = row;

    public Place Place => Row.Place;

    /// <summary>The name of the table without what all tables start with.</summary>
    public string Kind => Table.StartsWith(Prefix, StringComparison.Ordinal) ? Table[Prefix.Length..] : Table;

    /// <summary>The inner entity type that the row becomes; null for rows that become none (<c>spec/indexer.md</c> §5.3).</summary>
    public string? InnerType { get; } = InnerTypeOf(table);

    public bool IsActivity => InnerType == AnvilEntityTypes.Activities;

    /// <summary>Whether the row is what DUOS says of a data set.</summary>
    public bool IsRegistration => InnerType == AnvilEntityTypes.Datasets && !Row.Optional(AnvilDatasets.Description).IsMissing;

    /// <summary>Everything that leads to the row, and everything that it leads to, without itself. What only has an ancestor in common with it is not among that.</summary>
    public IEnumerable<RowEntity> Linked() => Reachable(e => e.upstream).Concat(Reachable(e => e.downstream)).Distinct();

    /// <summary>Links the row to another one that it leads to.</summary>
    public void LinkTo(RowEntity other)
    {
        downstream.Add(other);
        other.upstream.Add(this);
    }

    public override string ToString() => $"{Table}/{Id}";

    private List<RowEntity> Reachable(Func<RowEntity, List<RowEntity>> next)
    {
        var met = new HashSet<RowEntity> { this };
        var found = new List<RowEntity> { this };
        for (var i = 0; i < found.Count; i++)
            found.AddRange(next(found[i]).Where(met.Add));
        found.RemoveAt(0);
        return found;
    }

    private static string? InnerTypeOf(string table) => table switch
    {
        _ when table.EndsWith("activity", StringComparison.Ordinal) => AnvilEntityTypes.Activities,
        "anvil_biosample" => AnvilEntityTypes.Biosamples,
        "anvil_dataset" => AnvilEntityTypes.Datasets,
        "anvil_diagnosis" => AnvilEntityTypes.Diagnoses,
        "anvil_donor" => AnvilEntityTypes.Donors,
        "anvil_file" => AnvilEntityTypes.Files,
        _ => null,
    };
}
