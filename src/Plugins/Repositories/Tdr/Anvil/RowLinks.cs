namespace Azul.Plugins.Repositories.Tdr.Anvil;

/// <summary>A set of links in which every activity has one, with the inputs and outputs of all that were added for it (<c>spec/indexer.md</c> §5.2).</summary>
internal sealed class RowLinks
{
    private readonly Dictionary<RowKey, (HashSet<RowKey> Inputs, HashSet<RowKey> Outputs)> byActivity = [];
    private readonly HashSet<(RowKey Input, RowKey Output)> direct = [];
    private readonly HashSet<RowKey> rows = [];

    /// <summary>Every row that a link names or that was added by itself.</summary>
    public IReadOnlySet<RowKey> Rows => rows;

    public void Add(RowKey row) => rows.Add(row);

    /// <summary>Adds links.</summary>
    /// <returns>The rows that were not known before.</returns>
    public IReadOnlyCollection<RowKey> Add(IEnumerable<RowLink> links)
    {
        var found = new List<RowKey>();
        foreach (var link in links)
        {
            Merge(link);
            found.AddRange(link.Rows.Where(rows.Add));
        }
        return found;
    }

    public IEnumerable<RowLink> All() =>
    [
        .. byActivity.Select(a => new RowLink(a.Value.Inputs, a.Key, a.Value.Outputs)),
        .. direct.Select(d => new RowLink([d.Input], null, [d.Output])),
    ];

    private void Merge(RowLink link)
    {
        if (link.Activity is not { } activity)
        {
            direct.UnionWith(link.Inputs.SelectMany(_ => link.Outputs, (input, output) => (input, output)));
            return;
        }
        if (!byActivity.TryGetValue(activity, out var ends))
            byActivity[activity] = ends = ([], []);
        ends.Inputs.UnionWith(link.Inputs);
        ends.Outputs.UnionWith(link.Outputs);
    }
}
