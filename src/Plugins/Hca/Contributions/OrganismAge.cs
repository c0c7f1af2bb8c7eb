using System.Globalization;
using Azul.Plugins.Documents;
using Azul.Plugins.Hca.Graph;
using Azul.Plugins.Reading;

namespace Azul.Plugins.Hca.Contributions;

/// <summary>The age of a donor: as the metadata have it, and as a range of seconds (<c>spec/indexer.md</c> §4.5).</summary>
internal static class OrganismAge
{
    /// <summary>A quantity of the form <c>{value, unit}</c>, or null.</summary>
    public static Value Quantity(Node donor)
    {
        var age = donor.Optional("organism_age").TextOrNull();
        var unit = Unit(donor);
        if (age is null)
            return unit is null ? Value.Null : throw donor.Place.Fault(Faults.WrongAge, $"there is a unit of age, '{unit}', but no age");
        // The two are joined by a space where they are sorted and filtered as one text.
        if (age is "" || age.Contains(' ', StringComparison.Ordinal) || unit is "" || unit?.Contains(' ', StringComparison.Ordinal) == true)
            throw donor.Place.Fault(Faults.WrongAge, $"neither the age '{age}' nor its unit '{unit}' can be empty or have spaces");
        return new Entity(("value", age), ("unit", unit));
    }

    /// <summary>The range in seconds, where null stands for an open end; no value at all where age or unit is not known.</summary>
    public static Value? Range(Node donor)
    {
        if (donor.Optional("organism_age").TextOrNull() is not { Length: > 0 } age || Unit(donor) is not { Length: > 0 } unit)
            return null;
        if (SecondsOf(unit) is not { } factor)
            throw donor.Place.Fault(Faults.WrongAge, $"the unit of age '{unit}' is not known");
        return age.Split('-', StringSplitOptions.TrimEntries) switch
        {
            [var exact] when Seconds(exact, factor, Value.Null) is { IsNull: false } seconds => Value.List(seconds, seconds),
            [var first, var last] when Seconds(first, factor, 0.0) is { } min && Seconds(last, factor, Value.Null) is { } max => Value.List(min, max),
            _ => throw donor.Place.Fault(Faults.WrongAge, $"the age '{age}' is neither a number nor a range of numbers"),
        };
    }

    private static string? Unit(Node donor) => donor.Optional("organism_age_unit").LabelOrNull().AsStringOrNull;

    private static Value? Seconds(string age, double factor, Value open)
    {
        if (age.Length == 0)
            return open;
        return double.TryParse(age, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number * factor)
            ? number * factor
            : default(Value?);
    }

    private static double? SecondsOf(string unit) => unit.Trim().ToLowerInvariant() switch
    {
        "year" or "years" => 31_536_000,
        "month" or "months" => 2_628_000,
        "week" or "weeks" => 604_800,
        "day" or "days" => 86_400,
        "hour" or "hours" => 3_600,
        "minute" or "minutes" => 60,
        "second" or "seconds" => 1,
        _ => null,
    };
}
