using System.Text.Json;
using Azul.Plugins.Reading;

namespace Azul.Plugins.Hca.Graph;

/// <summary>A metadata document of a bundle and its links to others.</summary>
internal class MetadataEntity
{
    private readonly List<MetadataEntity> children = [];
    private readonly List<MetadataEntity> parents = [];

    public MetadataEntity(Schema schema, JsonElement document, Place place, IReadOnlySet<string> stitched)
    {
        Schema = schema;
        Document = new(document, place, "document");
        Content = ContentOf(Document);
        Provenance = Document.Optional("hca_ingest") is { IsTruthy: true } ingest ? ingest : Document.Required("provenance");
        Id = Provenance.Required("document_id").Id();
        SubmissionDate = MetadataDate.Parse(Provenance.Required("submission_date", "submissionDate"));
        UpdateDate = MetadataDate.ParseOrNull(Provenance.Optional("update_date", "updateDate"));
        IsStitched = stitched.Contains(Id);
        Require();
    }

    public Schema Schema { get; }

    /// <summary>The whole document.</summary>
    public Node Document { get; }

    /// <summary>What the document says; old ones wrap it.</summary>
    public Node Content { get; }

    public Node Provenance { get; }

    public Place Place => Document.Place;

    public string Id { get; }

    public string SubmissionDate { get; }

    public string? UpdateDate { get; }

    /// <summary>Whether the entity is from another bundle upstream.</summary>
    public bool IsStitched { get; }

    /// <summary>What the entity leads to, in the order of the links.</summary>
    public IReadOnlyList<MetadataEntity> Children => children;

    /// <summary>What leads to the entity, in the order of the links.</summary>
    public IReadOnlyList<MetadataEntity> Parents => parents;

    /// <summary>The protocols of a process.</summary>
    public IEnumerable<MetadataEntity> Protocols => children.Where(c => c.Schema.Core == EntityCore.Protocol);

    /// <summary>Whether the entity is a process that has a protocol of sequencing.</summary>
    public bool HasSequencingProtocol { get; private set; }

    /// <summary>Whether the entity is a process that sequences.</summary>
    public bool IsSequencing => HasSequencingProtocol || Schema.Name == Schema.SequencingProcess;

    /// <summary>The content of a document.</summary>
    public static Node ContentOf(Node document) => document.Optional("content") is { IsMissing: false } content ? content : document;

    /// <summary>Links the entity to another one that it leads to. Links that are there already are not made twice.</summary>
    public void LinkTo(MetadataEntity child, HashSet<(MetadataEntity, MetadataEntity)> links)
    {
        if (!CanLeadTo(child.Schema.Core))
            throw Place.Fault(Faults.WrongLink, $"a {Schema.Name} cannot be linked to a {child.Schema.Name} ({child.Id})");
        if (!links.Add((this, child)))
            return;
        children.Add(child);
        child.parents.Add(this);
        HasSequencingProtocol |= child.Schema.Name == Schema.SequencingProtocol;
    }

    public override string ToString() => $"{Schema.Name}/{Id}";

    private bool CanLeadTo(EntityCore child) => Schema.Core switch
    {
        EntityCore.Biomaterial or EntityCore.File => child == EntityCore.Process,
        EntityCore.Process => child is EntityCore.Biomaterial or EntityCore.File or EntityCore.Protocol,
        _ => false,
    };

    private void Require()
    {
        switch (Schema.Core)
        {
            case EntityCore.Project:
                Content.Required("project_core").Required("project_title");
                break;
            case EntityCore.Biomaterial:
                var core = Content.Required("biomaterial_core");
                core.Required("biomaterial_id");
                core.Required("ncbi_taxon_id");
                break;
            case EntityCore.File:
                Content.Required("file_core").Required("file_name");
                break;
            case EntityCore.Process:
                Content.Required("process_core").Required("process_id");
                break;
            default:
                Content.Required("protocol_core").Required("protocol_id");
                break;
        }
        if (Schema.RequiredOfDocument is { } ofDocument)
            Document.Required(ofDocument);
        if (Schema.RequiredOfContent is { } ofContent)
            Content.Required(ofContent);
    }
}
