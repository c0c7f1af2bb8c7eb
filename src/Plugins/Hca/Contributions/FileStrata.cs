using Azul.Plugins.Documents;
using Azul.Plugins.Hca.Graph;

namespace Azul.Plugins.Hca.Contributions;

/// <summary>The strata of the matrices of a bundle, and what they say of the origin of a matrix that is not linked to anything.</summary>
internal sealed class FileStrata(MetadataGraph graph)
{
    /// <summary>The strata of a matrix or analysis file: those that a supplementary file describes, or else what the file is linked to.</summary>
    public Value Of(DataFile file)
    {
        Value text = file.IsSupplementary ? file.Content.Required("file_description").TextOrNull() : Linked(file, Relatives.Of(file));
        return StrataText.Count(text.AsStringOrNull ?? "") is var count and > StrataText.MaxPoints
            ? throw file.Place.Fault(Faults.WrongStrata, $"the strata of a matrix have {count:0} combinations of values, and must not have more than {StrataText.MaxPoints}")
            : text;
    }

    /// <summary>
    /// Inner entities that stand for the strata of a matrix which is linked to nothing: donors, specimens and protocols that nobody described (<c>spec/indexer.md</c> §4.4).
    /// </summary>
    public static IEnumerable<(string InnerType, Entity Entity)> Supplement(DataFile file)
    {
        if (!file.IsSupplementary || !file.IsMatrix || file.Submitter is null || file.Content.Optional("file_description").TextOrNull() is not { Length: > 0 } text)
            return [];
        return Strata.TryParse(text, out var strata)
            ? strata.SelectMany(stratum => Supplement(stratum, file.Manifest.Name))
            : throw file.Place.Fault(Faults.WrongStrata, $"the description of a matrix must be made of dimensions and their values, but is '{text}'");
    }

    private static IEnumerable<(string InnerType, Entity Entity)> Supplement(IReadOnlyDictionary<string, string[]> stratum, string fileName)
    {
        var donor = new List<(string, Value)>();
        if (stratum.TryGetValue(Strata.GenusSpecies, out var species))
            donor.Add(("genus_species", Sorted(species)));
        if (stratum.TryGetValue(Strata.DevelopmentStage, out var stages))
            donor.Add(("development_stage", Sorted(stages)));
        if (donor.Count > 0)
            yield return ("donors", new([.. donor, ("biomaterial_id", $"donor_organism_{fileName}")]));
        foreach (var (i, organ) in stratum.GetValueOrDefault(Strata.Organ, []).Order(StringComparer.Ordinal).Index())
            yield return ("specimens", new(("biomaterial_id", $"specimen_from_organism_{i}_{fileName}"), ("organ", organ)));
        if (stratum.TryGetValue(Strata.LibraryConstructionApproach, out var approaches))
            yield return ("library_preparation_protocols", new(("library_construction_approach", Sorted(approaches))));
    }

    private string Linked(DataFile file, Relatives relatives)
    {
        var donors = relatives.Of("donors");
        return string.Join(';', new[]
        {
            Point(file, Strata.GenusSpecies, donors.SelectMany(BiomaterialEntities.GenusSpecies)),
            Point(file, Strata.DevelopmentStage, donors.Select(d => d.Content.Optional("development_stage").LabelOrNull()).Where(s => !s.IsNull)),
            Point(file, Strata.Organ, graph.SamplesOf(file).Select(BiomaterialEntities.Organ)),
            Point(file, Strata.LibraryConstructionApproach, relatives.Of("library_preparation_protocols").Select(ProtocolEntities.ConstructionApproach)),
        }.OfType<string>());
    }

    private static string? Point(DataFile file, string dimension, IEnumerable<Value> values)
    {
        var texts = values.Distinct().Select(v => TextOf(file, dimension, v)).Order(StringComparer.Ordinal).ToArray();
        return texts.Length == 0 ? null : $"{dimension}={string.Join(',', texts)}";
    }

    private static string TextOf(DataFile file, string dimension, Value value) => value.AsStringOrNull is { } text && Strata.CanBeValue(text)
        ? text
        : throw file.Place.Fault(Faults.WrongStrata, $"{value} cannot be a value of {dimension} in the strata of a matrix");

    private static Value Sorted(string[] values) => Value.List(values.Order(StringComparer.Ordinal));
}
