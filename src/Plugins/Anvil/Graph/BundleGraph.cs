using System.Text.Json;
using Azul.Plugins.Anvil.Model;
using Azul.Plugins.Documents;
using Azul.Plugins.Reading;
using Azul.Plugins.Repositories;

namespace Azul.Plugins.Anvil.Graph;

/// <summary>The rows of a bundle, connected by its links (<c>spec/indexer.md</c> §5.2 and §5.4).</summary>
internal sealed class BundleGraph
{
    private readonly BundleFqid bundle;
    private readonly Dictionary<string, RowEntity> byReference = [];
    private readonly ILookup<string?, RowEntity> byInnerType;

    /// <exception cref="BundleException">The bundle breaks a rule.</exception>
    public BundleGraph(Bundle bundle)
    {
        this.bundle = bundle.Id.Fqid;
        foreach (var (reference, row) in Rows(bundle.Part("entities")))
            Add(reference, row);
        byInnerType = byReference.Values.OrderBy(e => e.Id, StringComparer.Ordinal).ToLookup(e => e.InnerType);
        Connect(new(bundle.Part("links").Document, new(this.bundle, "links"), "links"));
        Dataset = OfInnerType(AnvilEntityTypes.Datasets).ToArray() is [var dataset]
            ? dataset
            : throw new Place(this.bundle, null).Fault(Faults.NotOneDataset, "the bundle must have exactly one data set");
    }

    /// <summary>The data set that the bundle is from.</summary>
    public RowEntity Dataset { get; }

    /// <summary>The rows that become inner entities of a type, by id.</summary>
    public IEnumerable<RowEntity> OfInnerType(string innerType) => byInnerType[innerType];

    private IReadOnlyList<KeyValuePair<string, JsonElement>> Rows(BundlePart entities) =>
        entities.Document.ValueKind is JsonValueKind.Undefined or JsonValueKind.Object
            ? entities.Documents
            : throw new Place(bundle, "entities").Fault(ReadingFaults.WrongType, "'entities' must be an object");

    private void Add(string reference, JsonElement row)
    {
        var place = new Place(bundle, reference);
        if (reference.Split('/') is not [{ Length: > 0 } table, var id])
            throw place.Fault(Faults.WrongReference, "the key is not of the form TABLE/ID");
        if (!Guid.TryParseExact(id, "D", out _))
            throw place.Fault(ReadingFaults.WrongId, $"the id of the row, '{id}', is no UUID");
        if (row.ValueKind != JsonValueKind.Object)
            throw place.Fault(ReadingFaults.WrongType, "the row must be an object");
        if (!byReference.TryAdd(reference, new(table, id, new(row, place, "row"))))
            throw place.Fault(ReadingFaults.DuplicateId, "the row is there twice");
    }

    private void Connect(Node links)
    {
        var isLinked = new HashSet<RowEntity>();
        foreach (var link in links.Elements())
        {
            var activity = link.Required("activity").TextOrNull() is { } reference ? Target(links, reference) : null;
            if (activity is { IsActivity: false })
                throw links.Place.Fault(Faults.WrongLink, $"a link names {activity} as its activity, which is none");
            Connect([.. Targets(link.Required("inputs"))], activity, [.. Targets(link.Required("outputs"))]);
            if (activity is not null)
                isLinked.Add(activity);
        }
        if (OfInnerType(AnvilEntityTypes.Activities).FirstOrDefault(a => !isLinked.Contains(a)) is { } lonely)
            throw lonely.Place.Fault(Faults.LinkMissing, "no link says what the activity was done to");
    }

    // Inputs lead to the activity and that to the outputs; without an activity, inputs lead to outputs. An activity of several links thereby has the inputs and outputs of all of them.
    private static void Connect(RowEntity[] inputs, RowEntity? activity, RowEntity[] outputs)
    {
        if (activity is null)
        {
            foreach (var input in inputs)
                foreach (var output in outputs)
                    input.LinkTo(output);
            return;
        }
        foreach (var input in inputs)
            input.LinkTo(activity);
        foreach (var output in outputs)
            activity.LinkTo(output);
    }

    private IEnumerable<RowEntity> Targets(Node references) => references.Elements().Select(r => Target(r, r.Text()));

    private RowEntity Target(Node link, string reference) => byReference.TryGetValue(reference, out var entity)
        ? entity
        : throw link.Place.Fault(ReadingFaults.LinkTargetMissing, $"a link names the entity {reference}, which is not in the bundle");
}
