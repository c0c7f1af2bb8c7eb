using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Reading;

namespace Azul.Plugins.Hca.Graph;

/// <summary>A data file: its metadata document and its entry in the manifest.</summary>
internal sealed class DataFile : MetadataEntity
{
    private readonly string? submitterId;

    public DataFile(Schema schema, JsonElement document, Place place, IReadOnlySet<string> stitched, ManifestEntry manifest)
        : base(schema, document, place, stitched)
    {
        Manifest = manifest;
        Zarr = ZarrMember.Parse(manifest.Name, place);
        Core = Content.Required("file_core");
        ContentDescription = SortedSet.Of(Core.Optional("content_description").Elements().Select(e => e.Label()), place);
        submitterId = Provenance.Optional("submitter_id").TextOrNull();
        IsMatrix = ContentDescription.Any(d => d.AsStringOrNull?.Contains("matrix", StringComparison.OrdinalIgnoreCase) == true);
    }

    public ManifestEntry Manifest { get; }

    /// <summary>The store that the file is a member of, if it is one.</summary>
    public ZarrMember? Zarr { get; }

    /// <summary>Whether the file is shown: members of a Zarr store are not, apart from the one that stands for it.</summary>
    public bool IsShown => Zarr is null or { IsRepresentative: true };

    public Node Core { get; }

    public IReadOnlyList<Value> ContentDescription { get; }

    public bool IsMatrix { get; }

    public bool IsAnalysis => Schema.Name == Schema.AnalysisFile;

    public bool IsSupplementary => Schema.Name == Schema.SupplementaryFile;

    /// <summary>Who submitted the file, as far as that is known (<c>spec/indexer.md</c> §4.6). To be asked for only once the file is linked.</summary>
    public Submitter? Submitter
    {
        get
        {
            if (Core.Optional("file_source").TextOrNull() is { } title)
                return Submitter.WithTitle(title) ?? throw Place.Fault(Faults.UnknownSubmitter, $"the file source '{title}' is not known");
            if (submitterId is null)
                return IsAnalysis && Parents.Any(p => p.Schema.Name == Schema.AnalysisProcess) ? Submitter.Analysis : null;
            return Submitter.WithId(submitterId);
        }
    }

    /// <summary>Whether a matrix is intermediate; null for what is no matrix. To be asked for only once the file is linked.</summary>
    public bool? IsIntermediate
    {
        get
        {
            if (!IsMatrix)
                return null;
            if (IsSupplementary)
                return false;
            if (!IsAnalysis)
                throw Place.Fault(Faults.UnexpectedMatrix, $"a {Schema.Name} is described as a matrix, which only analysis and supplementary files can be");
            return Children.Any(c => c.Schema.Name == Schema.AnalysisProcess) || (submitterId is null && Submitter == Submitter.Analysis);
        }
    }
}
