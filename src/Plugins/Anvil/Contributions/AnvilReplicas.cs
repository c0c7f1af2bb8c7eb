using Azul.Plugins.Anvil.Graph;
using Azul.Plugins.Anvil.Model;
using Azul.Plugins.Documents;
using Azul.Plugins.Reading;

namespace Azul.Plugins.Anvil.Contributions;

/// <summary>Verbatim copies of files and of what they are linked to, and of registrations (<c>spec/indexer.md</c> §5.5).</summary>
internal static class AnvilReplicas
{
    /// <param name="files">The files whose replicas to make.</param>
    /// <param name="registrations">What DUOS says of data sets. No file leads there, yet it is copied.</param>
    public static IEnumerable<Replica> Of(IEnumerable<RowEntity> files, IEnumerable<RowEntity> registrations)
    {
        var hubs = new OrderedDictionary<RowEntity, List<string>>();
        foreach (var file in files)
        {
            foreach (var entity in file.Linked().Prepend(file))
                HubsOf(entity).AddRange(IsHub(entity) ? [] : [file.Id]);
        }
        foreach (var registration in registrations)
            HubsOf(registration);
        return [.. hubs.Select(h => DocumentCopy.Of(new(h.Key.Table, h.Key.Id), h.Key.Row, h.Value))];

        List<string> HubsOf(RowEntity entity)
        {
            if (!hubs.TryGetValue(entity, out var ids))
                hubs.Add(entity, ids = []);
            return ids;
        }
    }

    // All files of a data set lead to it, so its replica names none.
    private static bool IsHub(RowEntity entity) => entity.InnerType == AnvilEntityTypes.Datasets;
}
