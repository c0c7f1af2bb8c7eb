using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Plugins.Reading;
using Azul.Plugins.Repositories;

namespace Azul.Plugins.Records;

/// <summary>Makes contributions and replicas of the records of a bundle.</summary>
internal sealed class RecordTransformation : IBundleTransformation
{
    private readonly SourcedBundle id;
    private readonly MetadataModel model;
    private readonly RecordEntity[] records;
    private readonly Dictionary<string, Value> byType;

    /// <exception cref="BundleException">A record is malformed, or two are the same.</exception>
    public RecordTransformation(SourcedBundle id, MetadataModel model, IEnumerable<Record> records)
    {
        this.id = id;
        this.model = model;
        var reader = new RecordReader(model, id.Fqid);
        this.records = [.. records.Select(reader.Read)];
        foreach (var twins in this.records.GroupBy(r => (r.Type.Name, r.Id)).Where(g => g.Count() > 1))
            throw twins.First().Document.Place.Fault(ReadingFaults.DuplicateId, "the bundle has several records of that type and id");
        byType = model.InnerTypes.ToDictionary(t => t.Name, t => Value.List(this.records.Where(r => r.Type == t).Select(r => (Value)r.Entity)));
    }

    public int Estimate(BundlePartition partition) => Outer(partition).Count();

    public IEnumerable<Contribution> Contributions(BundlePartition partition, bool deleted) =>
        Outer(partition).Select(o => new Contribution(new(o.Type.Name, o.Record.Id), id.Fqid, id.Source, deleted, ContentsOf(o.Type, o.Record)));

    public IEnumerable<Replica> Replicas(BundlePartition partition)
    {
        var outer = Outer(partition).ToArray();
        string[] all = [.. outer.Where(o => !o.Type.IsHub).Select(o => o.Record.Id)];
        foreach (var record in outer.Length > 0 ? records : [])
        {
            var type = model.EntityType(record.Type.Name);
            if (type is { IsHub: false } && !partition.Contains(record.Id))
                continue;
            yield return DocumentCopy.Of(new(record.Type.Singular, record.Id), record.Document, type is null ? all : type.IsHub ? [] : [record.Id]);
        }
    }

    // Of its own type a document holds the entity that it is about, of other types all that the bundle has.
    private Entity ContentsOf(EntityType type, RecordEntity record) =>
        new(type.Contents.Select(c => KeyValuePair.Create(c.Key, c.Key == type.Name ? Value.List(record.Entity) : byType[c.Key])));

    private IEnumerable<(EntityType Type, RecordEntity Record)> Outer(BundlePartition partition) =>
        from record in records
        let type = model.EntityType(record.Type.Name)
        where type is not null && partition.Contains(record.Id)
        select (type, record);
}
