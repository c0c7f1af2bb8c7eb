using System.Globalization;
using Azul.Plugins.Documents;

namespace Azul.Indexer.Generate;

/// <summary>Makes up the biomaterials of a study.</summary>
internal sealed class Biomaterials(Study study)
{
    public GeneratedEntity Donor(int number, int bundle)
    {
        var (id, draw) = Begin($"donor/{number}");
        var hasAge = draw.Chance(0.75);
        return MetadataDocument.Of(
            "donor_organism", id, study.MomentOf(bundle, id),
            Core("donor", number, draw),
            ("genus_species", study.GenusSpecies),
            ("sex", draw.PickSkewed(Vocabulary.Sexes)),
            ("is_living", draw.PickSkewed<string>(["yes", "no", "unknown"])),
            ("development_stage", draw.Chance(0.9) ? draw.PickSkewed(study.Species.Stages).Value : Value.Null),
            ("organism_age", hasAge ? Age(draw) : Value.Null),
            ("organism_age_unit", hasAge ? study.Species.AgeUnit.Value : Value.Null),
            ("diseases", Diseases(draw)),
            ("medical_history", new Entity(("medication", "unspecified"), ("test_results", MadeUpText.Prose(draw, 400)))));
    }

    public GeneratedEntity Specimen(int number, int bundle)
    {
        var (id, draw) = Begin($"specimen/{number}");
        var organ = draw.PickSkewed(study.Organs);
        var isPreserved = draw.Chance(0.6);
        return MetadataDocument.Of(
            "specimen_from_organism", id, study.MomentOf(bundle, id),
            Core("specimen", number, draw),
            ("genus_species", study.GenusSpecies),
            ("organ", organ.Term.Value),
            ("organ_parts", organ.Parts.Length > 0 && draw.Chance(0.7) ? Term.ListOf(draw.PickSkewed(organ.Parts)) : Value.Null),
            ("diseases", Diseases(draw)),
            ("preservation_storage", isPreserved ? Preservation(draw) : Value.Null));
    }

    public GeneratedEntity CellLine(int number, int bundle)
    {
        var (id, draw) = Begin($"cell_line/{number}");
        return MetadataDocument.Of(
            "cell_line", id, study.MomentOf(bundle, id),
            Core("cell_line", number, draw),
            ("genus_species", study.GenusSpecies),
            ("type", draw.PickSkewed<string>(["primary", "induced pluripotent", "immortalized"])),
            ("model_organ", draw.PickSkewed(study.Organs).Term.Value));
    }

    public GeneratedEntity Organoid(int number, int bundle)
    {
        var (id, draw) = Begin($"organoid/{number}");
        var organ = draw.PickSkewed(study.Organs);
        return MetadataDocument.Of(
            "organoid", id, study.MomentOf(bundle, id),
            Core("organoid", number, draw),
            ("genus_species", study.GenusSpecies),
            ("model_organ", organ.Term.Value),
            ("model_organ_part", organ.Parts.Length > 0 && draw.Chance(0.5) ? organ.Parts[0].Value : Value.Null),
            ("age", (long)draw.Between(5, 90)));
    }

    public GeneratedEntity CellSuspension(int bundle)
    {
        var (id, draw) = Begin($"suspension/{bundle}");
        return MetadataDocument.Of(
            "cell_suspension", id, study.MomentOf(bundle, id),
            Core("suspension", bundle, draw),
            ("genus_species", study.GenusSpecies),
            ("estimated_cell_count", draw.Chance(0.85) ? (Value)(100L * draw.Between(5, 200)) : Value.Null),
            ("selected_cell_types", draw.Chance(0.35) ? Term.ListOf(draw.PickSkewed(study.Organs[0].CellTypes)) : Value.Null));
    }

    public GeneratedEntity ImagedSpecimen(int bundle)
    {
        var (id, draw) = Begin($"imaged/{bundle}");
        return MetadataDocument.Of(
            "imaged_specimen", id, study.MomentOf(bundle, id),
            Core("slice", bundle, draw),
            ("genus_species", study.GenusSpecies),
            ("slice_thickness", (double)draw.Between(5, 20)));
    }

    private (Guid Id, Draw Draw) Begin(string path)
    {
        var id = study.IdOf(path);
        return (id, Draw.For(id));
    }

    private (string Name, Value Value) Core(string kind, int number, Draw draw) => ("biomaterial_core", new Entity(
        ("biomaterial_id", $"{study.ShortName}_{kind}_{number + 1}"),
        ("biomaterial_name", $"{MadeUpText.Name(draw)} {kind} {number + 1}"),
        ("biomaterial_description", MadeUpText.Prose(draw, 500)),
        ("ncbi_taxon_id", Value.List((Value)study.Species.TaxonId))));

    private string Age(Draw draw)
    {
        var age = draw.Between(1, study.Species.GreatestAge);
        return draw.Chance(0.2) ? string.Create(CultureInfo.InvariantCulture, $"{age}-{age + 5}") : age.ToString(CultureInfo.InvariantCulture);
    }

    // Some say that there is no disease, some say nothing.
    private Value Diseases(Draw draw)
    {
        if (draw.Chance(0.25))
            return Value.Null;
        return Term.ListOf(study.Disease is { } disease && draw.Chance(0.7) ? disease : Vocabulary.Diseases[0]);
    }

    private static Entity Preservation(Draw draw) => MetadataDocument.Present(
        ("preservation_method", draw.PickSkewed(Vocabulary.PreservationMethods)),
        ("storage_method", draw.Chance(0.7) ? draw.PickSkewed(Vocabulary.StorageMethods) : Value.Null));
}
