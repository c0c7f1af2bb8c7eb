using Azul.Plugins.Documents;

namespace Azul.Indexer.Generate;

/// <summary>Makes up a bundle: from a donor by way of a sample to what was measured and what came out of it.</summary>
internal sealed class BundleAssembly
{
    private readonly GeneratedProject project;
    private readonly GeneratedBundle bundle;
    private readonly Draw draw;
    private readonly GeneratedEntity measurement;

    private BundleAssembly(GeneratedProject project, int number)
    {
        this.project = project;
        bundle = new(project, number);
        draw = Draw.For(Study.IdOf($"bundle/{number}"));
        measurement = Measurement(300);
    }

    private Study Study => project.Study;

    private int Number => bundle.Number;

    /// <summary>Makes up the bundle of that number, with at least that many bytes of metadata and links.</summary>
    public static (GeneratedBundle Bundle, byte[] Links) Of(GeneratedProject project, int number, int minimumBytes)
    {
        var assembly = new BundleAssembly(project, number);
        assembly.AddAll();
        return (assembly.bundle, assembly.Finish(minimumBytes));
    }

    private void AddAll()
    {
        bundle.Share(project.Project);
        var specimen = Specimen();
        if (Study.IsImaging)
            Image(specimen);
        else
            Sequence(Culture(specimen));
        if (Number == 0 && draw.Chance(0.6))
            bundle.Supplement(bundle.Add(project.Files.Supplement()));
    }

    private GeneratedEntity Specimen()
    {
        var (donor, specimen) = (Study.DonorOf(Number), Study.SpecimenOf(Number));
        var (firstOfDonor, firstOfSpecimen) = (Study.FirstOfDonor(Number), Study.FirstOfSpecimen(Number));
        var donorEntity = bundle.Add(project.Biomaterials.Donor(donor, firstOfDonor), firstOfDonor == Number);
        var specimenEntity = bundle.Add(project.Biomaterials.Specimen(specimen, firstOfSpecimen), firstOfSpecimen == Number);
        var collection = bundle.Add(Process($"collection/{specimen}", firstOfSpecimen, 400), firstOfSpecimen == Number);
        bundle.Link(collection, [donorEntity], [specimenEntity], bundle.Share(project.Protocols.Collection));
        return specimenEntity;
    }

    // Most suspensions come straight from the specimen; some from a cell line, of which a few were grown into an organoid.
    private GeneratedEntity Culture(GeneratedEntity specimen)
    {
        if (!draw.Chance(0.12))
            return specimen;
        var line = bundle.Add(project.Biomaterials.CellLine(Number, Number));
        bundle.Link(bundle.Add(Process($"derivation/{Number}", Number, 200)), [specimen], [line]);
        if (draw.Chance(0.5))
            return line;
        var organoid = bundle.Add(project.Biomaterials.Organoid(Number, Number));
        bundle.Link(bundle.Add(Process($"differentiation/{Number}", Number, 200)), [line], [organoid], bundle.Share(project.Protocols.Differentiation));
        return organoid;
    }

    private void Sequence(GeneratedEntity sample)
    {
        var suspension = bundle.Add(project.Biomaterials.CellSuspension(Number));
        bundle.Link(bundle.Add(Process($"dissociation/{Number}", Number, 300)), [sample], [suspension], bundle.Share(project.Protocols.Dissociation));
        var reads = project.Files.Reads(Number).Select(f => bundle.Add(f)).ToArray();
        var library = bundle.Share(draw.PickSkewed(project.Protocols.Libraries));
        bundle.Link(bundle.Add(measurement), [suspension], reads, library, bundle.Share(project.Protocols.Sequencing));
        if (draw.Chance(0.15))
            Analyze("analysis_process", "analysis", reads, project.Files.Analyses(Number));
        else if (draw.Chance(0.1))
            Analyze("process", "contribution", [suspension], [project.Files.ContributedMatrix(Number)]);
    }

    private void Analyze(string processType, string role, GeneratedEntity[] inputs, IReadOnlyList<GeneratedEntity> outputs) => bundle.Link(
        bundle.Add(Process($"{role}/{Number}", Number, 200, processType)), inputs, outputs.Select(f => bundle.Add(f)).ToArray(), bundle.Share(project.Protocols.Analysis));

    private void Image(GeneratedEntity specimen)
    {
        var slice = bundle.Add(project.Biomaterials.ImagedSpecimen(Number));
        bundle.Link(bundle.Add(Process($"slicing/{Number}", Number, 300)), [specimen], [slice], bundle.Share(project.Protocols.ImagingPreparation));
        var image = bundle.Add(project.Files.Image(Number));
        bundle.Link(bundle.Add(measurement), [slice], [image], bundle.Share(project.Protocols.Imaging));
    }

    private GeneratedEntity Measurement(int noteLength) => Process($"measurement/{Number}", Number, noteLength);

    private GeneratedEntity Process(string path, int firstBundle, int noteLength, string type = "process")
    {
        var id = Study.IdOf($"process/{path}");
        return MetadataDocument.Of(type, id, Study.MomentOf(firstBundle, id), ("process_core", new Entity(
            ("process_id", $"{Study.ShortName}_{path.Replace('/', '_')}"),
            ("process_description", MadeUpText.Prose(Draw.For(id), noteLength)))));
    }

    // A bundle that is too small gets a longer note on its measurement: one that is as long as the whole document was, and what is missing.
    private byte[] Finish(int minimumBytes)
    {
        var links = ValueJson.Serialize(new Entity(
            ("describedBy", MetadataDocument.SystemSchema("links", "3.0.0")),
            ("schema_type", "links"),
            ("schema_version", "3.0.0"),
            ("links", Value.List(bundle.Links))));
        var missing = minimumBytes - bundle.MetadataBytes - links.Length;
        if (missing > 0)
            bundle.Replace(measurement, Measurement(measurement.Metadata.Length + missing));
        return links;
    }
}
