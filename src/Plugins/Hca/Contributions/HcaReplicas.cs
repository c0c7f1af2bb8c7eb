using Azul.Plugins.Documents;
using Azul.Plugins.Hca.Graph;
using Azul.Plugins.Reading;

namespace Azul.Plugins.Hca.Contributions;

/// <summary>Verbatim copies of what files lead to: the links, the project, and every relative that becomes an inner entity (<c>spec/indexer.md</c> §4.4).</summary>
internal static class HcaReplicas
{
    /// <param name="graph">The metadata of the bundle.</param>
    /// <param name="bundle">The bundle.</param>
    /// <param name="files">The files whose replicas to make.</param>
    /// <param name="project">The project. All of its files lead to it, so its replica names none.</param>
    public static IEnumerable<Replica> Of(MetadataGraph graph, Place bundle, IReadOnlyList<DataFile> files, MetadataEntity project)
    {
        if (files.Count == 0)
            return [];
        var hubs = new OrderedDictionary<MetadataEntity, List<string>>();
        foreach (var file in files)
        {
            foreach (var relative in Relatives.Of(file).All.Distinct())
            {
                if (!hubs.TryGetValue(relative, out var ids))
                    hubs.Add(relative, ids = []);
                ids.Add(file.Id);
            }
        }
        return
        [
            Copy("links", bundle.Bundle.Uuid, graph.Links, files.Select(f => f.Id)),
            Copy(project.Schema.Name, project.Id, project.Document, []),
            .. hubs.Select(h => Copy(h.Key.Schema.Name, h.Key.Id, h.Key.Document, h.Value)),
        ];
    }

    private static Replica Copy(string type, string id, Node document, IEnumerable<string> hubs) => DocumentCopy.Of(new(type, id), document, hubs);
}
