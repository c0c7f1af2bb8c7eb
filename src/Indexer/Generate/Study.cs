using Azul.Plugins.Documents;

namespace Azul.Indexer.Generate;

/// <summary>What a project is about, and how its bundles and donors differ. Immutable.</summary>
internal sealed class Study
{
    private const int BundlesPerDonor = 4;
    private const int BundlesPerSpecimen = 2;
    private static readonly DateTime FirstDay = new(2018, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    public Study(EntityIds ids, int number, int bundles)
    {
        Ids = ids;
        Number = number;
        Bundles = bundles;
        Id = ids.Of($"project/{number}");
        var draw = Draw.For(Id);
        Species = draw.PickSkewed(Vocabulary.Species);
        var organ = draw.PickSkewed(Vocabulary.Organs);
        Organs = draw.Chance(0.3) ? [organ, draw.Pick(Vocabulary.Organs)] : [organ];
        Disease = draw.Chance(0.55) ? draw.PickSkewed(Vocabulary.Diseases) : null;
        LibraryMethods = [draw.PickSkewed(Vocabulary.LibraryMethods), draw.PickSkewed(Vocabulary.LibraryMethods)];
        // The largest projects sequence; imaging is rare.
        IsImaging = number > 1 && draw.Chance(0.2);
        Submitter = draw.Pick(Vocabulary.ExternalSubmitters);
        Start = FirstDay.AddDays(draw.Below(2000)).AddMicroseconds(draw.Below(int.MaxValue));
        ShortName = $"{MadeUpText.Name(draw)}{organ.Term.Label.Replace(" ", "", StringComparison.Ordinal)}{number + 1}";
    }

    public EntityIds Ids { get; }

    public int Number { get; }

    public int Bundles { get; }

    public Guid Id { get; }

    public Species Species { get; }

    public IReadOnlyList<Organ> Organs { get; }

    /// <summary>The disease that is studied, if any.</summary>
    public Term? Disease { get; }

    public IReadOnlyList<Term> LibraryMethods { get; }

    public bool IsImaging { get; }

    /// <summary>Who provides files that others analyzed.</summary>
    public string Submitter { get; }

    public DateTime Start { get; }

    public string ShortName { get; }

    public Value GenusSpecies => Term.ListOf(Species.Term);

    public static int DonorOf(int bundle) => bundle / BundlesPerDonor;

    public static int SpecimenOf(int bundle) => bundle / BundlesPerSpecimen;

    /// <summary>The bundle that is the first of the same donor, and the one that writes it.</summary>
    public static int FirstOfDonor(int bundle) => bundle - bundle % BundlesPerDonor;

    /// <summary>The bundle that is the first of the same specimen, and the one that writes it.</summary>
    public static int FirstOfSpecimen(int bundle) => bundle - bundle % BundlesPerSpecimen;

    /// <summary>The id of something of this project.</summary>
    public Guid IdOf(string path) => Ids.Of($"project/{Number}/{path}");

    /// <summary>When something of the given bundle was submitted.</summary>
    public Moment MomentOf(int bundle, Guid id)
    {
        var draw = Draw.For(id);
        var submitted = Start.AddSeconds(97.0 * bundle + draw.Below(60)).AddMicroseconds(draw.Below(1_000_000));
        return new(submitted, draw.Chance(0.7) ? submitted.AddHours(draw.Between(1, 2000)) : null);
    }
}
